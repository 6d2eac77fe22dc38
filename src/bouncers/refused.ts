import { BouncerComponent } from './component';

/** Components that cannot pull from an integration: why, and what to take instead. */
const REFUSALS: { readonly [component in BouncerComponent]?: string } = {
  [BouncerComponent.APACHE]: 'Apache\'s module asks for each visitor\'s address, which an integration does not answer. '
    + `Block on the host with the component "${BouncerComponent.FIREWALL}", put "${BouncerComponent.HAPROXY_SPOA}", `
    + `"${BouncerComponent.NGINX}" or "${BouncerComponent.TRAEFIK}" in front of it, or let the module ask a local engine`,
  [BouncerComponent.HAPROXY_LUA]: 'HAProxy\'s Lua script speaks plain http to an address and takes no path, so it reaches no integration; '
    + `it is no longer supported either. Use the component "${BouncerComponent.HAPROXY_SPOA}"`,
};

/** Says why a component cannot pull from an integration, and what to take instead; nothing if it can. */
export function refusalOf(component: BouncerComponent): string | undefined {
  return Object.hasOwn(REFUSALS, component) ? REFUSALS[component] : undefined;
}
