data "crowdsec_integrations" "dmz" {
  tags = ["dmz"]
}

output "offline" {
  value = [for one in data.crowdsec_integrations.dmz.integrations : one.name if one.offline]
}
