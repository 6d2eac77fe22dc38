data "crowdsec_fingerprints" "newest" {
  sort_by = "rule_release_date"
}

output "fingerprints" {
  value = { for one in data.crowdsec_fingerprints.newest.fingerprints : one.id => one.title }
}
