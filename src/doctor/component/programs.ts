import { BouncerComponent } from '../../bouncers';

/** What is known of a component beside its file's syntax. */
export interface Program {
  /** As it calls itself in requests, before the version. */
  readonly agent: string;
  /** Of systemd; none where it runs inside something else. */
  readonly unit?: string;
  /** Where its log usually is. */
  readonly logs: readonly string[];
  /** Of its lines in a log that it shares with others. */
  readonly logLines?: RegExp;
  /** Names of its file. */
  readonly fileName: RegExp;
  /** What only its file holds. */
  readonly content?: RegExp;
  /** Whether a group must read the file, because the component does not run as root. */
  readonly groupReads?: boolean;
}

const CROWDSEC = /crowdsec/i;

/** A program with a unit and a log of its own. */
function daemon(name: string, program: Partial<Program> = {}): Program {
  return {
    agent: name,
    unit: name,
    logs: [`/var/log/${name}.log`, `/var/log/crowdsec/${name}.log`],
    fileName: new RegExp(`^${name}\\.ya?ml(\\.local)?$`),
    ...program,
  };
}

/** A module of a web server. */
function module(server: string, program: Partial<Program> = {}): Program {
  return {
    agent: `crowdsec-${server}-bouncer`,
    unit: server,
    logs: [`/var/log/${server}/error.log`],
    logLines: CROWDSEC,
    fileName: new RegExp(`^crowdsec-${server}-bouncer\\.conf(\\.local)?$`),
    ...program,
  };
}

/** As each component's own code and packages have it. */
const PROGRAMS: { readonly [component in BouncerComponent]: Program } = {
  [BouncerComponent.FIREWALL]: daemon('crowdsec-firewall-bouncer', {
    fileName: /^(crowdsec|cs)-firewall-bouncer\.ya?ml(\.local)?$/,
    content: /^\s*(iptables_chains|nftables|ipset_type|deny_action|blacklists_ipv4)\s*:/m,
  }),
  [BouncerComponent.CUSTOM]: daemon('crowdsec-custom-bouncer', { content: /^\s*(bin_path|feed_via_stdin)\s*:/m }),
  [BouncerComponent.BLOCKLIST_MIRROR]: daemon('crowdsec-blocklist-mirror', { content: /^blocklists\s*:/m }),
  [BouncerComponent.AWS_WAF]: daemon('crowdsec-aws-waf-bouncer', { content: /^waf_config\s*:/m }),
  [BouncerComponent.CLOUDFLARE]: daemon('crowdsec-cloudflare-worker-bouncer', { content: /^cloudflare_config\s*:/m }),
  [BouncerComponent.FASTLY]: daemon('crowdsec-fastly-bouncer', { content: /^fastly_account_configs\s*:/m }),
  [BouncerComponent.HAPROXY_SPOA]: daemon('crowdsec-spoa-bouncer', {
    logs: ['/var/log/crowdsec-spoa/crowdsec-spoa-bouncer.log'],
    content: /^listen_(tcp|unix)\s*:/m,
    groupReads: true,
  }),
  [BouncerComponent.NGINX]: module('nginx', { content: /^API_URL=/m }),
  [BouncerComponent.OPENRESTY]: module('openresty'),
  [BouncerComponent.APACHE]: module('apache2', { fileName: /^(crowdsec-apache2?-bouncer|mod_crowdsec|crowdsec)\.conf$/, content: /^\s*CrowdsecURL\b/im }),
  [BouncerComponent.HAPROXY_LUA]: module('haproxy', { logs: ['/var/log/haproxy.log'] }),
  [BouncerComponent.TRAEFIK]: {
    agent: 'Crowdsec-Bouncer-Traefik-Plugin',
    unit: 'traefik',
    logs: ['/var/log/traefik/traefik.log'],
    logLines: CROWDSEC,
    fileName: /^traefik\.ya?ml$/,
    content: /^\s*crowdsecLapi\w+\s*:/im,
  },
  [BouncerComponent.CADDY]: {
    agent: 'caddy-cs-bouncer',
    unit: 'caddy',
    logs: ['/var/log/caddy/caddy.log'],
    logLines: CROWDSEC,
    fileName: /^(Caddyfile|.+\.caddyfile)$/,
    content: /^\s*crowdsec\s*\{\s*$/m,
    groupReads: true,
  },
  [BouncerComponent.WORDPRESS]: {
    agent: 'csphplapi_WordPress',
    logs: [],
    fileName: /^crowdsec-wordpress-bouncer\.php$/,
    content: /\bcrowdsec_api_url\b/,
  },
  [BouncerComponent.PHP]: { agent: 'csphplapi', logs: [], fileName: /^settings\.php$/, content: /['"]api_url['"]\s*=>/ },
};

export function programOf(component: BouncerComponent): Program {
  return PROGRAMS[component];
}

/** Whose file it is, by its name, else by what it holds. */
export function componentOf(fileName: string, content: string): BouncerComponent | undefined {
  const programs = Object.entries(PROGRAMS) as [BouncerComponent, Program][];
  const found = programs.find(([, program]) => program.fileName.test(fileName))
    ?? programs.find(([, program]) => program.content?.test(content));
  return found?.[0];
}
