data "crowdsec_cves" "mass" {
  exploitation_phase = "mass_exploitation"
  min_score          = 5
}

output "cves_in_mass_exploitation" {
  value = data.crowdsec_cves.mass.ids
}
