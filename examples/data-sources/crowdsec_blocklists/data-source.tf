data "crowdsec_blocklists" "public" {
  include_filter = ["public"]
}

output "blocklists" {
  value = { for one in data.crowdsec_blocklists.public.blocklists : one.name => one.id }
}
