# The whole way in plain HCL: an integration, what it is subscribed to, and what a firewall needs to pull its blocklist.
# `npx cdktf-crowdsec install` puts the provider where `terraform init` finds it.

terraform {
  required_providers {
    crowdsec = {
      source = "terraform.local/crowdsec/crowdsec"
    }
  }
}

# The key comes from the environment variable CROWDSEC_SERVICE_API_KEY.
provider "crowdsec" {}

resource "crowdsec_integration" "demo" {
  name          = "demo_blocklist"
  description   = "Demo"
  output_format = "plain_text"
}

# All CVEs and reconnaissance rules of the vendor, those to come included.
resource "crowdsec_vendor_subscription" "microsoft" {
  integration_id = crowdsec_integration.demo.id
  vendor         = "Microsoft"
}

# One CVE of a vendor that is not subscribed to as a whole.
resource "crowdsec_cve_subscription" "bricks" {
  integration_id = crowdsec_integration.demo.id
  cve            = "CVE-2024-25600"
}

resource "crowdsec_fingerprint_subscription" "exchange" {
  integration_id = crowdsec_integration.demo.id
  fingerprint    = "microsoft-exchange"
}

output "endpoint" {
  value = crowdsec_integration.demo.endpoint
}

output "username" {
  value = crowdsec_integration.demo.username
}

output "password" {
  value     = crowdsec_integration.demo.password
  sensitive = true
}
