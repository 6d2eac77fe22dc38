data "crowdsec_blocklists" "public" {
  include_filter = ["public"]
}

locals {
  scanners = [for one in data.crowdsec_blocklists.public.blocklists : one.id if strcontains(one.name, "scanner")]
}

resource "crowdsec_integration" "nginx" {
  name          = "nginx-bouncer"
  output_format = "remediation_component"
}

resource "crowdsec_blocklist_subscription" "scanners" {
  for_each = toset(local.scanners)

  integration_id = crowdsec_integration.nginx.id
  blocklist_id   = each.value
  remediation    = "captcha"
}
