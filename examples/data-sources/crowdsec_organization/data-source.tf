data "crowdsec_organization" "own" {}

output "plan" {
  value = data.crowdsec_organization.own.subscription_type
}
