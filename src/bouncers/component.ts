/** A remediation component: what pulls decisions from CrowdSec and acts on them. Also called a bouncer. */
export enum BouncerComponent {
  /** The Lua module of nginx. */
  NGINX = 'nginx',
  /** The Lua module of OpenResty. */
  OPENRESTY = 'openresty',
  /** The plugin of Traefik. */
  TRAEFIK = 'traefik',
  /** HAProxy's stream processing offload agent. */
  HAPROXY_SPOA = 'haproxy-spoa',
  /** The module of Caddy. */
  CADDY = 'caddy',
  /** The plugin of WordPress. */
  WORDPRESS = 'wordpress',
  /** The standalone PHP bouncer. */
  PHP = 'php',
  /** The Cloudflare Worker's daemon. */
  CLOUDFLARE = 'cloudflare',
  /** The Fastly daemon. */
  FASTLY = 'fastly',
  /** The AWS WAF daemon. */
  AWS_WAF = 'aws-waf',
  /** Calls a program of your own. */
  CUSTOM = 'custom',
  /** Serves the decisions as blocklists to others. */
  BLOCKLIST_MIRROR = 'blocklist-mirror',
  /** Fills nftables, iptables, ipset or pf. */
  FIREWALL = 'firewall',
  /** Apache's module. Only for a local engine: it asks for each address, which an integration does not answer. */
  APACHE = 'apache',
  /** HAProxy's former Lua script. It cannot reach an integration. */
  HAPROXY_LUA = 'haproxy-lua',
}
