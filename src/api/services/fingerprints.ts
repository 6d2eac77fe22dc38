import type { Call } from '../call';
import { readFingerprint, readFingerprintPage } from '../schemas/rule';
import type { Client } from '../types';
import { read } from './answers';
import { fetchAll } from './pages';

export function fingerprints(call: Call): Client['fingerprints'] {
  return {
    list: (query = {}, { signal } = {}) => fetchAll(call, { path: ['fingerprints'], query: { ...query }, signal }, readFingerprintPage),
    get: async (id, { signal } = {}) => read(await call({ method: 'GET', path: ['fingerprints', id], signal }), readFingerprint),
  };
}
