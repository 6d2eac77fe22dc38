resource "crowdsec_integration" "edge" {
  name          = "edge-firewall"
  output_format = "fortigate"
}

resource "crowdsec_vendor_subscription" "vendors" {
  for_each = toset(["Microsoft", "Citrix"])

  integration_id = crowdsec_integration.edge.id
  vendor         = each.value
}
