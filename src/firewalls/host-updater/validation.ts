/**
 * Shell function that copies a list of addresses and ranges if every line is one, and writes to $WORK/problem what is wrong if not.
 * A range that is wider than any blocklist has it would cut the host off: /8 and /16 are the widest.
 */
export const VALID_ENTRIES = String.raw`
valid_entries() { # FILE
  tr -d '\r' < "$1" | awk -v problem="$WORK/problem" '
    function octets(text,   part, i) {
      if (split(text, part, ".") != 4) return 0
      for (i = 1; i <= 4; i++) if (part[i] !~ /^(0|[1-9][0-9]?[0-9]?)$/ || part[i] + 0 > 255) return 0
      return 1
    }
    function groups(text,   part, count, i, filled, short, tail) {
      if (text ~ /\./) {
        tail = text
        sub(/^.*:/, "", tail)
        if (!octets(tail)) return 0
        sub(/[^:]*$/, "0:0", text)
      }
      if (text !~ /^[0-9A-Fa-f:]+$/ || text ~ /:::/ || text ~ /^:[^:]/ || text ~ /[^:]:$/) return 0
      tail = text
      short = gsub(/::/, "", tail)
      count = split(text, part, ":")
      for (i = 1; i <= count; i++) if (part[i] != "") { filled++; if (length(part[i]) > 4) return 0 }
      return short == 1 ? filled <= 7 : short == 0 && filled == 8
    }
    function bits(text, least, most) { return text ~ /^[1-9][0-9]?[0-9]?$/ && text + 0 >= least && text + 0 <= most }
    function valid(text,   part, count, six) {
      count = split(text, part, "/")
      six = text ~ /:/
      if (count > 2 || !(six ? groups(part[1]) : octets(part[1]))) return 0
      return count == 1 || (six ? bits(part[2], 16, 128) : bits(part[2], 8, 32))
    }
    $0 == "" { next }
    !valid($0) { bad++; if (!first) first = NR; next }
    { print }
    END {
      if (!bad) exit 0
      print bad " of " NR " lines are no address or range, the first of them line " first > problem
      exit 1
    }'
}
`;
