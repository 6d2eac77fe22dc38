resource "crowdsec_integration" "edge" {
  name          = "edge-firewall"
  output_format = "fortigate"
}

data "crowdsec_cves" "mass" {
  exploitation_phase = "mass_exploitation"
  min_score          = 5
}

resource "crowdsec_cve_subscription" "mass" {
  for_each = toset(data.crowdsec_cves.mass.ids)

  integration_id = crowdsec_integration.edge.id
  cve            = each.value
}
