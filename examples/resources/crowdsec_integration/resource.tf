resource "crowdsec_integration" "edge" {
  name          = "edge-firewall"
  description   = "Palo Alto at the border"
  output_format = "paloalto"
  pull_limit    = 50000

  # Another text here regenerates the credentials.
  credentials_version = "2025-01"
}

resource "crowdsec_integration" "nginx" {
  name          = "nginx-bouncer"
  output_format = "remediation_component"
}

output "edge_url" {
  value     = crowdsec_integration.edge.endpoint_with_credentials
  sensitive = true
}

output "nginx_api_url" {
  value = crowdsec_integration.nginx.lapi_url
}
