import type { Call } from '../call';
import { readSubscribedIntegrationPage } from '../schemas/subscription';
import type { Client, NamedSubscriptionKind } from '../types';
import { fetchAll } from './pages';

const COLLECTION: { readonly [kind in NamedSubscriptionKind]: string } = { vendor: 'vendors', cve: 'cves', fingerprint: 'fingerprints' };

/** Subscriptions keyed by the integration's name. The bodies of a 200 have no described shape: they are not read. */
export function subscriptions(call: Call): Client['subscriptions'] {
  const path = (kind: NamedSubscriptionKind, key: string) => [COLLECTION[kind], key, 'integrations'];
  return {
    add: async (kind, key, integrationName, { signal } = {}) => {
      await call({ method: 'POST', path: path(kind, key), body: { name: integrationName }, signal });
    },

    remove: async (kind, key, integrationName, { signal } = {}) => {
      await call({ method: 'DELETE', path: [...path(kind, key), integrationName], signal });
    },

    list: (kind, key, { signal } = {}) => fetchAll(call, { path: path(kind, key), signal }, readSubscribedIntegrationPage),
  };
}
