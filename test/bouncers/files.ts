import { BouncerComponent, BouncerFile, BouncerInput, BouncerOptions, FirewallBouncerMode, renderBouncerConfig, AwsWafBouncerScope } from '../../src/bouncers';
import { Duration } from '../../src/model';

export const KEY = '0123456789abcdef';

export const INPUT: BouncerInput = {
  url: 'https://api.example.org/v1/integrations/6650/',
  urlParts: { scheme: 'https', host: 'api.example.org', path: '/v1/integrations/6650/' },
  apiKey: KEY,
  updateFrequency: Duration.hours(24),
};

/** The components that have a file, with the least that each must be told. */
export const LEAST: { readonly [component in BouncerComponent]?: BouncerOptions } = {
  [BouncerComponent.NGINX]: {},
  [BouncerComponent.OPENRESTY]: {},
  [BouncerComponent.TRAEFIK]: {},
  [BouncerComponent.HAPROXY_SPOA]: {},
  [BouncerComponent.CADDY]: {},
  [BouncerComponent.WORDPRESS]: {},
  [BouncerComponent.PHP]: {},
  [BouncerComponent.CLOUDFLARE]: {
    cloudflare: { accounts: [{ id: 'a1', token: 'cf-token', zones: [{ zoneId: 'z1', routes: ['*example.org/*'] }] }] },
  },
  [BouncerComponent.FASTLY]: {
    fastly: {
      accounts: [{ token: 'fs-token', services: [{ id: 's1', recaptchaSiteKey: 'site', recaptchaSecretKey: 'rc-secret', activate: true }] }],
    },
  },
  [BouncerComponent.AWS_WAF]: {
    awsWaf: {
      acls: [{ webAclName: 'edge', ruleGroupName: 'crowdsec', ipsetPrefix: 'crowdsec-', scope: AwsWafBouncerScope.REGIONAL, region: 'eu-west-1' }],
    },
  },
  [BouncerComponent.CUSTOM]: { custom: { binPath: '/usr/local/bin/block' } },
  [BouncerComponent.BLOCKLIST_MIRROR]: {},
  [BouncerComponent.FIREWALL]: { firewall: { mode: FirewallBouncerMode.NFTABLES } },
};

export const COMPONENTS = Object.keys(LEAST) as BouncerComponent[];

/** A file with the least options, and parts of the input of one's own. */
export function fileOf(component: BouncerComponent, input: Partial<BouncerInput> = {}, options = LEAST[component]): BouncerFile {
  return renderBouncerConfig(component, { ...INPUT, ...input }, options);
}
