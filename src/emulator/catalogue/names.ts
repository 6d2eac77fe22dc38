/** Words of which the catalogue is made. The last vendors are invented: their names hold every mark that a URL path must encode. */
export const VENDOR_NAMES: readonly string[] = [
  'Microsoft', 'Apache', 'Atlassian', 'Adobe', 'Barracuda', 'BeyondTrust', 'Bricks Builder', 'Check Point', 'Cisco', 'Citrix',
  'Cleo', 'ConnectWise', 'CrushFTP', 'D-Link', 'DrayTek', 'Drupal', 'Exim', 'F5 Networks', 'Fortinet', 'Fortra', 'GeoServer',
  'GitLab', 'Grafana Labs', 'Hikvision', 'Huawei', 'IBM', 'Ivanti', 'Jenkins', 'JetBrains', 'Joomla', 'Juniper Networks',
  'Laravel', 'Magento', 'MikroTik', 'Mitel', 'MOVEit', 'Netgear', 'Nextcloud', 'NodeBB', 'Oracle', 'Palo Alto Networks', 'PHP',
  'Progress Software', 'QNAP', 'Red Hat', 'Roundcube', 'SAP', 'SolarWinds', 'SonicWall', 'Sophos', 'Spring', 'Synology', 'TP-Link',
  'TeamCity', 'VMware', 'Veeam', 'WordPress', 'Zimbra', 'Zoho', 'Zyxel', 'vBulletin',
  'Exchange Server Tools', 'TCP/IP Stack Co', 'Read/Write/Execute', 'Müller & Söhne', '100% Pure Software', 'C# Works', 'Who? Labs',
  'Semi;Colon + Sons', '日本ソフト',
];

export const PRODUCT_WORDS: readonly string[] = [
  'Gateway', 'Exchange', 'Manager', 'Portal', 'Server', 'Connector', 'Console', 'Firmware', 'Appliance', 'Agent', 'Studio', 'Mail',
  'File Transfer', 'Dashboard', 'Commerce', 'Router', 'Camera', 'Directory', 'Web Access', 'Orchestrator',
];

/** Weaknesses: how a rule is titled, and the entry of the Common Weakness Enumeration. */
export const WEAKNESSES: readonly { readonly title: string; readonly cwe: string }[] = [
  { title: 'Remote Code Execution', cwe: 'CWE-94' },
  { title: 'Path Traversal', cwe: 'CWE-22' },
  { title: 'SQL Injection', cwe: 'CWE-89' },
  { title: 'Authentication Bypass', cwe: 'CWE-287' },
  { title: 'Server-Side Request Forgery', cwe: 'CWE-918' },
  { title: 'Unsafe Deserialization', cwe: 'CWE-502' },
  { title: 'Command Injection', cwe: 'CWE-78' },
  { title: 'Unrestricted Upload', cwe: 'CWE-434' },
  { title: 'Information Disclosure', cwe: 'CWE-200' },
  { title: 'Privilege Escalation', cwe: 'CWE-269' },
];

export const PROBES: readonly string[] = [
  'login probing', 'version probing', 'endpoint discovery', 'backup file search', 'default password check', 'panel discovery',
  'configuration file search', 'API enumeration',
];

/** One sentence on each exploitation phase. */
export const PHASE_DESCRIPTIONS: { readonly [phase: string]: string } = {
  insufficient_data: 'Too few sightings to tell.',
  early_exploitation: 'The first attackers try it.',
  rapid_escalation: 'The number of attackers grows quickly.',
  active_exploitation: 'Attackers use it steadily.',
  background_noise: 'Scanners try it along with everything else.',
  limited_exploitation: 'A few attackers use it.',
  fresh_and_popular: 'It is new and much tried.',
  targeted_exploitation: 'Attackers choose their victims.',
  mass_exploitation: 'Everybody who is reachable is attacked.',
  unpopular: 'Hardly anybody tries it.',
  wearing_out: 'Fewer attackers use it than before.',
  unclassified: 'Not looked at yet.',
};

export const COUNTRIES: readonly string[] = ['AU', 'BR', 'CA', 'DE', 'ES', 'FR', 'GB', 'IN', 'JP', 'NL', 'PL', 'SG', 'US', 'ZA'];
export const INDUSTRIES: readonly string[] = ['education', 'finance', 'government', 'healthcare', 'hosting', 'retail', 'telecom'];
export const OBJECTIVES: readonly string[] = ['botnet', 'data theft', 'initial access', 'ransomware', 'resource hijacking'];

export const BLOCKLIST_TOPICS: readonly { readonly name: string; readonly category: string; readonly text: string }[] = [
  { name: 'proxies', category: 'anonymizers', text: 'open proxies' },
  { name: 'exit-nodes', category: 'anonymizers', text: 'exit nodes of anonymous networks' },
  { name: 'scanners', category: 'reconnaissance', text: 'internet-wide scanners' },
  { name: 'crawlers', category: 'reconnaissance', text: 'crawlers that ignore what they are told' },
  { name: 'botnets', category: 'malware', text: 'members of botnets' },
  { name: 'command-servers', category: 'malware', text: 'servers that command malware' },
  { name: 'brute-force', category: 'credentials', text: 'password guessers' },
  { name: 'stuffing', category: 'credentials', text: 'replayers of stolen passwords' },
  { name: 'spam', category: 'mail', text: 'senders of spam' },
  { name: 'web-attacks', category: 'exploitation', text: 'attackers of web applications' },
];
