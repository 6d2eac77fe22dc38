// Generated from the provider's schema by scripts/bindings.ts. Do not edit.
export * from './blocklist-subscription';
export * from './cve-subscription';
export * from './data-blocklists';
export * from './data-cves';
export * from './data-fingerprints';
export * from './data-integration';
export * from './data-integrations';
export * from './data-organization';
export * from './data-vendors';
export * from './fingerprint-subscription';
export * from './integration';
export * from './provider';
export * from './vendor-subscription';
