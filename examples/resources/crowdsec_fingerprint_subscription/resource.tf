resource "crowdsec_integration" "edge" {
  name          = "edge-firewall"
  output_format = "fortigate"
}

data "crowdsec_fingerprints" "probing" {
  query = "login"
}

resource "crowdsec_fingerprint_subscription" "probing" {
  for_each = toset(data.crowdsec_fingerprints.probing.ids)

  integration_id = crowdsec_integration.edge.id
  fingerprint    = each.value
}
