import { LOADERS } from './loaders';
import { HostSetKind, placesOf, retrySeconds, UpdaterSettings } from './settings';
import { VALID_ENTRIES } from './validation';
import { UNCOMPRESSED_CUT_BYTES } from '../../model';

/** Seconds until the next try where no service was reached. */
const SOON_SECONDS = 60;

/** An answer that came uncompressed and is as large as this may have been cut. */
const SUSPECT_BYTES = UNCOMPRESSED_CUT_BYTES * 0.98;

const PROGRAMS: { readonly [kind in HostSetKind]: string } = { [HostSetKind.NFTABLES]: 'nft', [HostSetKind.IPSET]: 'ipset iptables ip6tables' };

/** The script that pulls, in POSIX sh, with curl, awk, sort, find and flock. */
export function script(settings: UpdaterSettings): string {
  const { unit, config, state, v4, v6 } = placesOf(settings.name);
  return `#!/bin/sh
# Pulls a CrowdSec blocklist into the sets ${v4} and ${v6}. Made by cdktf-crowdsec; what is changed here is lost.
#   ${unit}        pulls, if the last pull is old enough, and loads what changed
#   ${unit} load   loads the kept list where the sets lack it, without the network
CONFIG=$CONFIGURATION_DIRECTORY
STATE=$STATE_DIRECTORY
set -u
[ -n "$CONFIG" ] || CONFIG=${config}
[ -n "$STATE" ] || STATE=${state}
NAME=${unit}
INTERVAL=${Math.ceil(settings.interval.toSeconds())}
RETRY=${retrySeconds(settings.interval)}
SOON=${SOON_SECONDS}
ALLOW_EMPTY=${settings.allowEmpty ? 'yes' : 'no'}
CUT=${SUSPECT_BYTES}
FIREWALL='${PROGRAMS[settings.kind]}'
LC_ALL=C
export LC_ALL
umask 077
${MESSAGES}
${LOADERS[settings.kind](settings)}
${VALID_ENTRIES}
${LOADING}
${REQUESTS}
${TIMES}
${MAIN}`;
}

const MESSAGES = String.raw`
say() { printf '%s: %s\n' "$NAME" "$*" >&2; }

# Ends the run; the next try waits, so that an error is not repeated every few minutes.
fail() { # SECONDS MESSAGE
  say "$2. The last good list stays in force"
  printf '%s\n%s\n' "$(($(date +%s) + $1))" "$2" > "$STATE/retry"
  exit 1
}
`;

const LOADING = String.raw`
# Loads a list, unless the sets hold exactly that already.
load() { # LIST
  mark=$(cat "$CONFIG/sets" "$1" | cksum)
  if [ -f "$STATE/loaded" ] && [ "$mark" = "$(cat "$STATE/loaded")" ] && present; then return 0; fi
  rm -f "$STATE/loaded"
  fill "$1" || return 1
  printf '%s\n' "$mark" > "$STATE/loaded"
}
`;

const REQUESTS = String.raw`
# Credentials are in a file, never in an argument; no redirect is followed, so nobody else is given them.
request() { # URL [CURL OPTION...]
  case $1 in
    https://*) ;;
    http://127.0.0.1:* | http://localhost:* | 'http://[::1]:'*) ;;
    *) fail "$RETRY" 'the endpoint is no https URL, so the credentials stay here; deploy again with a service URL that is https' ;;
  esac
  rm -f "$WORK/head" "$WORK/body"
  status=$(curl --disable --silent --show-error --netrc-file "$CONFIG/netrc" --compressed --proto '=https,http' --max-redirs 0 \
    --connect-timeout 30 --max-time 300 --dump-header "$WORK/head" --output "$WORK/body" --write-out '%{http_code}' "$@") || {
    # Nobody was reached, as before the network is up: nothing was pulled, so the next look may try again.
    [ -s "$WORK/head" ] || fail "$SOON" 'the service was not reached; see what curl said above'
    fail "$RETRY" 'the answer did not arrive whole; see what curl said above'
  }
  touch "$WORK/head" "$WORK/body"
}

header() { # NAME
  tr -d '\r' < "$WORK/head" | awk -v name="$1:" '
    /^HTTP\// { value = "" }
    tolower($1) == name { value = $0; sub(/^[^:]*:[ \t]*/, "", value) }
    END { print value }'
}

refused() {
  case $status in
    401) fail "$RETRY" "the service refuses the credentials (401). If they were rotated, deploy again, so that $CONFIG/netrc holds the new ones" ;;
    403) fail "$RETRY" 'the service does not let these credentials read the blocklist (403). Deploy again; if that changes nothing, ask CrowdSec' ;;
    404) fail "$RETRY" "there is no such integration (404): it was deleted or replaced. Deploy again, so that $CONFIG/urls holds the new endpoint" ;;
    429)
      wait=$(header retry-after)
      case $wait in '' | *[!0-9]* | ????????*) wait=$RETRY ;; esac
      [ "$wait" -ge "$RETRY" ] || wait=$RETRY
      fail "$wait" "the plan does not allow another pull yet (429). Each host needs an integration of its own; the next try is in $wait seconds" ;;
    3??) fail "$RETRY" "the service redirects elsewhere ($status), which is not followed. Check the service URL, and proxies on the way" ;;
    *) fail "$RETRY" "the service answered $status. It is tried again in $RETRY seconds; if that lasts, ask CrowdSec" ;;
  esac
}

# Brings one page up to date: $PAGES/N holds its entries, N.at when it was pulled, N.known what the server said of its version.
pull_page() { # N URL
  page=$PAGES/$1
  # Of a round that broke off: pulled already, and the plan may not allow it twice.
  if [ -f "$page" ] && young "$page.at"; then return 0; fi
  if [ -f "$page" ] && [ -s "$page.known" ]; then request "$2" --header "@$page.known"; else request "$2"; fi
  case $status in
    200)
      if [ -z "$(header content-encoding)" ] && [ "$(wc -c < "$WORK/body")" -ge "$CUT" ]; then
        fail "$RETRY" 'the answer came uncompressed and is as large as where the service cuts it. Let gzip through, or set maxEntries to pull pages'
      fi
      valid_entries "$WORK/body" > "$WORK/page" ||
        fail "$RETRY" "what was answered is no blocklist: $(cat "$WORK/problem"). Look for a proxy or a log-in page on the way"
      mv "$WORK/page" "$page"
      tag=$(header etag)
      changed=$(header last-modified)
      { [ -z "$tag" ] || printf 'If-None-Match: %s\n' "$tag"; [ -z "$changed" ] || printf 'If-Modified-Since: %s\n' "$changed"; } > "$page.known" ;;
    204) : > "$page"; rm -f "$page.known" ;;
    304) [ -f "$page" ] || refused ;;
    *) refused ;;
  esac
  date +%s > "$page.at"
}

# Asking whether there is anything costs no pull, and an empty one would leave the host without a list until the next.
refuse_empty() { # URL
  [ "$ALLOW_EMPTY" = no ] || return 0
  if [ -f "$PAGES/1" ] && young "$PAGES/1.at"; then return 0; fi
  request "$1" --head
  [ "$status" != 204 ] || fail "$RETRY" "$NOTHING"
}
NOTHING='the blocklist is empty: the integration has no subscriptions, or they bring no addresses. Subscribe it, or set allowEmpty'

pull() {
  # What was pulled from other URLs is another list.
  cmp -s "$CONFIG/urls" "$PAGES/urls" || { rm -rf "$PAGES"; mkdir "$PAGES"; cp "$CONFIG/urls" "$PAGES/urls"; }
  count=0
  : > "$WORK/all"
  while IFS= read -r url; do
    [ -n "$url" ] || continue
    count=$((count + 1))
    [ "$count" -gt 1 ] || refuse_empty "$url"
    pull_page "$count" "$url"
    # After the last page there are only empty ones.
    [ -s "$PAGES/$count" ] || break
    cat "$PAGES/$count" >> "$WORK/all" || fail "$RETRY" "nothing can be written to $STATE"
  done < "$CONFIG/urls"
  sort -u "$WORK/all" > "$WORK/list" || fail "$RETRY" "nothing can be written to $STATE"
}
`;

const TIMES = String.raw`
seconds_in() { # FILE
  read -r seconds 2> /dev/null < "$1" || seconds=0
  case $seconds in '' | *[!0-9]*) seconds=0 ;; esac
  printf '%s' "$seconds"
}

# Whether what a file dates is younger than the interval. A time to come is a clock that was set back, and counts as old.
young() { # FILE
  [ -f "$1" ] || return 1
  age=$(($(date +%s) - $(seconds_in "$1")))
  [ "$age" -ge 0 ] && [ "$age" -lt "$INTERVAL" ]
}

# After an error, until its time is over; new credentials or URLs are tried at once.
waiting() {
  [ -f "$STATE/retry" ] || return 1
  [ -z "$(find "$CONFIG/netrc" "$CONFIG/urls" -newer "$STATE/retry")" ] || return 1
  left=$(($(seconds_in "$STATE/retry") - $(date +%s)))
  [ "$left" -gt 0 ] && [ "$left" -lt 10000000 ]
}
`;

const MAIN = String.raw`
for program in curl awk sort find flock $FIREWALL; do
  command -v "$program" > /dev/null || { say "there is no program $program on this host; install it"; exit 1; }
done
mkdir -p "$STATE" && exec 9> "$STATE/lock" || exit 1
flock -n 9 || { say 'another run is under way; this one ends'; exit 0; }
WORK=$STATE/work
PAGES=$STATE/pages
rm -rf "$WORK"
mkdir -p "$WORK" "$PAGES"
trap 'rm -rf "$WORK"' EXIT
[ -f "$STATE/list" ] || : > "$STATE/list"

load "$STATE/list" || fail "$RETRY" 'the kept list cannot be loaded; see what the firewall said above'
[ "$#" -gt 0 ] && [ "$1" = load ] && exit 0
if young "$STATE/pulled" && cmp -s "$CONFIG/urls" "$PAGES/urls"; then exit 0; fi
if waiting; then
  say "waits $left seconds more, because $(tail -n 1 "$STATE/retry")"
  exit 1
fi

pull
if [ ! -s "$WORK/list" ] && [ "$ALLOW_EMPTY" = no ]; then fail "$RETRY" "$NOTHING"; fi
entries="$(wc -l < "$WORK/list" | tr -d ' ') entries"
if cmp -s "$WORK/list" "$STATE/list"; then
  say "nothing changed: $entries"
else
  load "$WORK/list" || fail "$RETRY" 'the new list cannot be loaded; see what the firewall said above'
  mv "$WORK/list" "$STATE/list"
  say "loaded $entries"
fi
date +%s > "$STATE/pulled"
rm -f "$STATE/retry"
`;
