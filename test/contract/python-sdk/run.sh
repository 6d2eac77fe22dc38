#!/usr/bin/env bash
# CrowdSec's official Python SDK, its newest version, against the emulator of this checkout, which must be built (lib/): every call
# that the SDK has, then the program that docs/guides/from-scripts.md shows.
set -euo pipefail
cd "$(dirname "$0")/../../.."

venv=.cache/python-sdk
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --upgrade crowdsec_service_api

coproc EMULATOR { exec node bin/cdktf-crowdsec emulator --json; }
trap 'kill "$EMULATOR_PID"' EXIT
read -r started <&"${EMULATOR[0]}"
url=$(node -p 'JSON.parse(process.argv[1]).url' "$started")

# The SDK's own models warn about a name of theirs.
NO_PROXY='*' "$venv/bin/python" -W ignore test/contract/python-sdk/check.py "$url" emulator-key

program=$(sed -n '/^```python$/,/^```$/p' docs/guides/from-scripts.md | sed '/^```/d')
printed=$(CROWDSEC_SERVICE_API_URL=$url CROWDSEC_SERVICE_API_KEY=emulator-key NO_PROXY='*' "$venv/bin/python" -W ignore -c "$program")
[[ $printed == "$url/integrations/"* ]] || { echo "the guide's program printed \"$printed\""; exit 1; }
echo "the guide's program does what it says"
