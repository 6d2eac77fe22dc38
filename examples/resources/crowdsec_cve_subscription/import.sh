# INTEGRATION_ID/CVE
terraform import 'crowdsec_cve_subscription.mass["CVE-2024-25600"]' 65f0c1d2e3a4b5c6d7e8f901/CVE-2024-25600
