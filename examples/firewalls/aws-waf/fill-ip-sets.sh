#!/bin/sh
# Pulls the blocklist into the two IP sets of AWS WAF. Run it once a day, outside Terraform: as a scheduled task of ECS, in
# CodeBuild, or from cron. It needs curl, awk and aws, and the right to read the secret and to update the sets.
#   BLOCKLIST_URL   the stack's output "url"
#   WAF_SCOPE       REGIONAL, or CLOUDFRONT with AWS_REGION=us-east-1
set -eu
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

aws secretsmanager get-secret-value --secret-id crowdsec-blocklist --query SecretString --output text > "$work/header"
status=$(curl --silent --show-error --compressed --max-time 120 --header "@$work/header" --output "$work/list" --write-out '%{http_code}' "$BLOCKLIST_URL")
if [ "$status" != 200 ]; then
  echo "the service answered $status (429: pulled too often, 204: no subscriptions); the sets stay as they are" >&2
  exit 1
fi
if grep -qvE '^[0-9a-fA-F.:]+(/[0-9]+)?$' "$work/list" || [ ! -s "$work/list" ]; then
  echo 'the answer is no list of addresses; the sets stay as they are' >&2
  exit 1
fi

fill() { # NAME IS_IPV6 BITS: AWS wants every address as a range
  awk -v six="$2" -v bits="$3" '
    BEGIN { printf "[" }
    (index($0, ":") > 0) == six { printf "%s\"%s%s\"", comma, $0, index($0, "/") ? "" : "/" bits; comma = "," }
    END { print "]" }' "$work/list" > "$work/$1.json"
  id=$(aws wafv2 list-ip-sets --scope "$WAF_SCOPE" --query "IPSets[?Name=='$1'].Id" --output text)
  token=$(aws wafv2 get-ip-set --scope "$WAF_SCOPE" --name "$1" --id "$id" --query LockToken --output text)
  aws wafv2 update-ip-set --scope "$WAF_SCOPE" --name "$1" --id "$id" --lock-token "$token" --addresses "file://$work/$1.json" > "$work/answer"
}

fill crowdsec-ipv4 0 32
fill crowdsec-ipv6 1 128
