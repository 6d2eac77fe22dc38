# INTEGRATION_ID/VENDOR; the vendor's name may hold spaces and "/".
terraform import 'crowdsec_vendor_subscription.vendors["Microsoft"]' 65f0c1d2e3a4b5c6d7e8f901/Microsoft
