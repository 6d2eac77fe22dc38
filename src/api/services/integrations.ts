import { LARGEST_CONTENT_BYTES } from '../bounds';
import type { Call } from '../call';
import { readIntegration, readIntegrationPage, readIntegrationWithCredentials, readStream } from '../schemas/integration';
import type { Client } from '../types';
import { read } from './answers';
import { fetchAll } from './pages';

export function integrations(call: Call): Client['integrations'] {
  return {
    create: async (body, { signal } = {}) =>
      read(await call({ method: 'POST', path: ['integrations'], body, signal }), readIntegrationWithCredentials),

    get: async (id, { signal } = {}) => read(await call({ method: 'GET', path: ['integrations', id], signal }), readIntegration),

    list: (query = {}, { signal } = {}) => fetchAll(call, { path: ['integrations'], query: { ...query }, signal }, readIntegrationPage),

    // Regenerating twice would put an end to the credentials that the first answer brought.
    update: async (id, body, { signal } = {}) =>
      read(
        await call({ method: 'PATCH', path: ['integrations', id], body, idempotent: !body.regenerate_credentials, signal }),
        readIntegrationWithCredentials,
      ),

    delete: async (id, { force = false } = {}, { signal } = {}) => {
      await call({ method: 'DELETE', path: ['integrations', id], query: { force }, signal });
    },

    hasContent: async (id, { signal, credentials, ...query } = {}) => {
      const { status } = await call({ method: 'HEAD', path: ['integrations', id, 'content'], query, credentials, signal });
      return status !== 204;
    },

    content: async (id, { signal, credentials, ...query } = {}) =>
      (await call({ method: 'GET', path: ['integrations', id, 'content'], query, credentials, largest: LARGEST_CONTENT_BYTES, signal })).body,

    stream: async (id, startup, { signal, credentials } = {}) => {
      const answer = await call({
        method: 'GET', path: ['integrations', id, 'v1', 'decisions', 'stream'], query: { startup }, credentials, largest: LARGEST_CONTENT_BYTES, signal,
      });
      return answer.status === 204 ? { new: [], deleted: [] } : read(answer, readStream);
    },
  };
}
