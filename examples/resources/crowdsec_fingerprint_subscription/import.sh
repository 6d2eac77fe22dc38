# INTEGRATION_ID/FINGERPRINT
terraform import 'crowdsec_fingerprint_subscription.probing["microsoft-exchange:probing"]' 65f0c1d2e3a4b5c6d7e8f901/microsoft-exchange:probing
