import type { Call } from '../call';
import { readBlocklist, readBlocklistPage, readSubscribeErrors, readSubscriberPage } from '../schemas/blocklist';
import type { Client } from '../types';
import { read } from './answers';
import { fetchAll } from './pages';

export function blocklists(call: Call): Client['blocklists'] {
  return {
    list: (query = {}, { signal } = {}) => fetchAll(call, { path: ['blocklists'], query: { ...query }, signal }, readBlocklistPage),

    get: async (id, { signal } = {}) => read(await call({ method: 'GET', path: ['blocklists', id], signal }), readBlocklist),

    // Asked for one id only, so an error inside the 200 is that one's.
    subscribe: async (id, integrationId, body, { signal } = {}) => {
      const answer = await call({ method: 'POST', path: ['blocklists', id, 'subscribers'], body: { ids: [integrationId], ...body }, signal });
      const errors = read(answer, readSubscribeErrors).errors ?? [];
      const reasons = errors.flatMap((error) => Object.values(error));
      if (reasons.length > 0) throw answer.refused(reasons.join('; '));
    },

    unsubscribe: async (id, integrationId, { signal } = {}) => {
      await call({ method: 'DELETE', path: ['blocklists', id, 'subscribers', integrationId], signal });
    },

    subscribers: (id, { signal } = {}) => fetchAll(call, { path: ['blocklists', id, 'subscribers'], signal }, readSubscriberPage),
  };
}
