data "crowdsec_integration" "edge" {
  name = "edge-firewall"
}

check "edge_pulls" {
  assert {
    condition     = !data.crowdsec_integration.edge.offline
    error_message = "The firewall has not pulled its blocklist for a day."
  }
}
