data "crowdsec_vendors" "most_attacked" {
  sort_by = "nb_ips"
}

output "ten_most_attacked" {
  value = slice(data.crowdsec_vendors.most_attacked.names, 0, min(10, length(data.crowdsec_vendors.most_attacked.names)))
}
