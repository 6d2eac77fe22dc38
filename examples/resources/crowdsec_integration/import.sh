# By id, or by name. Credentials cannot be imported: set credentials_version to mint new ones.
terraform import crowdsec_integration.edge 65f0c1d2e3a4b5c6d7e8f901
terraform import crowdsec_integration.edge name:edge-firewall
