import { AWS_WAF } from './aws-waf';
import { BLOCKLIST_MIRROR } from './blocklist-mirror';
import { CADDY } from './caddy';
import { CLOUDFLARE } from './cloudflare';
import { BouncerComponent } from './component';
import { CUSTOM } from './custom';
import { FASTLY } from './fastly';
import { FIREWALL } from './firewall';
import { HAPROXY_SPOA } from './haproxy-spoa';
import { NGINX, OPENRESTY } from './nginx';
import { BouncerOptions } from './options';
import { PHP } from './php';
import { Renderer } from './renderer';
import { TRAEFIK } from './traefik';
import { WORDPRESS } from './wordpress';

/** A component, and which of the options are its own. */
export interface CatalogueEntry {
  readonly renderer: Renderer<any>;
  readonly prop?: keyof BouncerOptions;
}

/** Components that have a file. */
const CATALOGUE: { readonly [component in BouncerComponent]?: CatalogueEntry } = {
  [BouncerComponent.NGINX]: { renderer: NGINX },
  [BouncerComponent.OPENRESTY]: { renderer: OPENRESTY },
  [BouncerComponent.TRAEFIK]: { renderer: TRAEFIK, prop: 'traefik' },
  [BouncerComponent.HAPROXY_SPOA]: { renderer: HAPROXY_SPOA, prop: 'haproxySpoa' },
  [BouncerComponent.CADDY]: { renderer: CADDY, prop: 'caddy' },
  [BouncerComponent.WORDPRESS]: { renderer: WORDPRESS, prop: 'wordpress' },
  [BouncerComponent.PHP]: { renderer: PHP, prop: 'php' },
  [BouncerComponent.CLOUDFLARE]: { renderer: CLOUDFLARE, prop: 'cloudflare' },
  [BouncerComponent.FASTLY]: { renderer: FASTLY, prop: 'fastly' },
  [BouncerComponent.AWS_WAF]: { renderer: AWS_WAF, prop: 'awsWaf' },
  [BouncerComponent.CUSTOM]: { renderer: CUSTOM, prop: 'custom' },
  [BouncerComponent.BLOCKLIST_MIRROR]: { renderer: BLOCKLIST_MIRROR, prop: 'blocklistMirror' },
  [BouncerComponent.FIREWALL]: { renderer: FIREWALL, prop: 'firewall' },
};

/** What is known of a component; nothing if it has no file, or if there is none of this name: a command line passes any text. */
export function entryOf(component: BouncerComponent): CatalogueEntry | undefined {
  return Object.hasOwn(CATALOGUE, component) ? CATALOGUE[component] : undefined;
}
