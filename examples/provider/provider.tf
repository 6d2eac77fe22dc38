terraform {
  required_providers {
    crowdsec = {
      source  = "terraform.local/crowdsec/crowdsec"
      version = "~> 0.1"
    }
  }
}

# The key comes from the environment variable CROWDSEC_SERVICE_API_KEY.
provider "crowdsec" {
  # Stops a key of another organisation before anything is changed.
  expected_organization_id = var.organization_id
}

variable "organization_id" {
  type        = string
  description = "Id of the CrowdSec organisation; leave it null to skip the comparison."
  default     = null
}
