export {
  AwsWafBouncerAcl, AwsWafBouncerAction, AwsWafBouncerOptions, AwsWafBouncerScope, BlocklistMirrorAuthentication, BlocklistMirrorFormat,
  BlocklistMirrorList, BlocklistMirrorOptions, BouncerComponent, BouncerOptions, CaddyBouncerOptions, CloudflareBouncerAccount,
  CloudflareBouncerAction, CloudflareBouncerOptions, CloudflareBouncerZone, CustomBouncerOptions, FastlyBouncerAccount, FastlyBouncerOptions,
  FastlyBouncerService, FirewallBouncerDenyAction, FirewallBouncerHook, FirewallBouncerMode, FirewallBouncerOptions,
  HaproxySpoaBouncerOptions, PhpBouncerOptions, TraefikBouncerOptions, WordpressBouncerOptions,
} from '../bouncers';
export { Duration, EntityType, OutputFormat, PlanTier, RootCertificate } from '../model';
export * from './blocklist-subscription';
export * from './blocklists';
export * from './blue-green-integration';
export * from './bouncer-config';
export * from './credentials-version';
export * from './cve-subscription';
export * from './cves';
export * from './delivery-gate';
export * from './fingerprint-subscription';
export * from './fingerprints';
export * from './integration';
export * from './integration-types';
export * from './integrations';
export * from './lookup';
export * from './organization';
export * from './provider';
export * from './subscription';
export * from './vendor-subscription';
export * from './vendors';
