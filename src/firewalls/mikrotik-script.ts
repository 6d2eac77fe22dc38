import { Fn } from 'cdktf';
import { argument, isKnown, literalText, quoted } from '../synth';

/** Name of the address list: every line that the service serves has it. */
export const ADDRESS_LIST = 'crowdsec-integration';

/** What the script that fills the address list is made of. */
export interface ScriptFacts {
  /** Name of the script on the device, for its log lines and files. */
  readonly name: string;
  readonly urls: readonly string[];
  readonly username: string;
  readonly password: string;
  readonly checkCertificate: boolean;
}

/**
 * A RouterOS script that fetches all pages, and only then clears the list and imports them: if a page does not arrive, the last list
 * stays until its entries expire. A page past the end of the blocklist arrives empty; if the first is empty, the last list stays too.
 * Where the last page is full the list may have been cut, and the log says so.
 */
export function addressListScript({ name, urls, username, password, checkCertificate }: ScriptFacts): string {
  const certificate = checkCertificate ? 'yes-without-crl' : 'no';
  return literalText([
    '# Fills the address list with the blocklist of a CrowdSec integration. Written by Terraform, which overwrites changes.',
    // Names of variables must differ from names of arguments and properties: RouterOS would take those.
    `:local feedName ${stringOf(name)}`,
    `:local feedUser ${stringOf(username)}`,
    `:local feedPassword ${stringOf(password)}`,
    `:local pageUrls {${urls.map(stringOfUrl).join(';')}}`,
    ':local problem ""',
    ':local page 0',
    ':foreach pageUrl in=$pageUrls do={',
    '  :set page ($page + 1)',
    '  :local pageFile ($feedName . "-" . $page . ".rsc")',
    '  :if ($problem = "") do={',
    '    :do {',
    '      /file remove [find where name=$pageFile]',
    '      :local answer [/tool fetch url=$pageUrl mode=https http-auth-scheme=basic user=$feedUser password=$feedPassword'
    + ` check-certificate=${certificate} idle-timeout=30s output=file dst-path=$pageFile as-value]`,
    '      :if (($answer->"status") != "finished") do={ :set problem ("page " . $page . " did not arrive whole") }',
    '    } on-error={ :set problem ("page " . $page . " could not be fetched") }',
    '  }',
    '}',
    ':delay 2s',
    ':if ($problem = "") do={',
    '  :local firstFile [/file find where name=($feedName . "-1.rsc")]',
    '  :if ([:len $firstFile] = 0) do={ :set problem "page 1 is empty" } else={',
    '    :if ([/file get $firstFile size] = 0) do={ :set problem "page 1 is empty" }',
    '  }',
    '}',
    ':if ($problem != "") do={ :log error ($feedName . ": the last list stays: " . $problem) } else={',
    `  /ip firewall address-list remove [find where list="${ADDRESS_LIST}"]`,
    `  /ipv6 firewall address-list remove [find where list="${ADDRESS_LIST}"]`,
    '  :set page 0',
    '  :foreach pageUrl in=$pageUrls do={',
    '    :set page ($page + 1)',
    '    :local pageFile ($feedName . "-" . $page . ".rsc")',
    '    :local found [/file find where name=$pageFile]',
    '    :if ([:len $found] > 0) do={',
    '      :local arrived [/file get $found size]',
    '      :if ($arrived > 0) do={',
    '        :do { /import file-name=$pageFile } on-error={ :log error ($feedName . ": the import of page " . $page . " stopped before its end") }',
    '      }',
    `      :if (($page = [:len $pageUrls]) && ($arrived >= ${fullPageBytes(urls[urls.length - 1])})) do={`,
    '        :log warning ($feedName . ": the last page is full, so the list may go on: ask for more with maxEntries")',
    '      }',
    '    }',
    '  }',
    `  :log info ($feedName . ": " . [:len [/ip firewall address-list find where list="${ADDRESS_LIST}"]] . " entries")`,
    '}',
    ':for number from=1 to=[:len $pageUrls] do={',
    '  :do { /file remove [find where name=($feedName . "-" . $number . ".rsc")] } on-error={}',
    '}',
  ].join('\n'));
}

/** The shortest line that the service serves. */
const SHORTEST_LINE = `/ip firewall address-list add list=${ADDRESS_LIST} address=1.1.1.1 comment="crowdsec/mikrotik" timeout=48h;\n`;

/** Bytes that a page has at least when it is full. */
function fullPageBytes(url: string): number {
  const [, entries] = /[?&]page_size=(\d+)/.exec(url)!;
  return Number(entries) * SHORTEST_LINE.length;
}

/** What RouterOS reads otherwise inside a string, the backslash first: the others bring new ones. */
const ESCAPES: readonly (readonly [string, string])[] = [['\\', '\\\\'], ['"', '\\"'], ['$', '\\$'], ['\n', '\\n'], ['\r', '\\r']];

/** A string of RouterOS. Of what only Terraform knows, Terraform escapes the value. */
function stringOf(text: string): string {
  return `"${escaped(text)}"`;
}

/** The same of a URL, whose page is known when the rest is not. */
function stringOfUrl(url: string): string {
  return `"${url.split('?').map(escaped).join('?')}"`;
}

function escaped(text: string): string {
  if (isKnown(text)) return ESCAPES.reduce((rest, [from, to]) => rest.split(from).join(to), text);
  return ESCAPES.reduce((rest, [from, to]) => Fn.replace(rest, quoted(from), quoted(to)), argument(text));
}
