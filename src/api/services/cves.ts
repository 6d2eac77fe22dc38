import type { Call } from '../call';
import { readCve, readCvePage } from '../schemas/rule';
import type { Client } from '../types';
import { read } from './answers';
import { fetchAll } from './pages';

export function cves(call: Call): Client['cves'] {
  return {
    list: (query = {}, { signal } = {}) => fetchAll(call, { path: ['cves'], query: { ...query }, signal }, readCvePage),
    get: async (id, { signal } = {}) => read(await call({ method: 'GET', path: ['cves', id], signal }), readCve),
  };
}
