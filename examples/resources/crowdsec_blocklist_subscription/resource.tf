data "crowdsec_blocklists" "public" {
  include_filter = ["public"]
}

locals {
  free = [for one in data.crowdsec_blocklists.public.blocklists : one.id if one.pricing_tier == "free"]
}

resource "crowdsec_integration" "nginx" {
  name          = "nginx-bouncer"
  output_format = "remediation_component"
}

resource "crowdsec_blocklist_subscription" "free" {
  for_each = toset(local.free)

  integration_id = crowdsec_integration.nginx.id
  blocklist_id   = each.value
  remediation    = "captcha"
}
