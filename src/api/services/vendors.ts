import type { Call } from '../call';
import { readTypedRulePage } from '../schemas/rule';
import { readVendorPage } from '../schemas/vendor';
import type { Client } from '../types';
import { fetchAll } from './pages';

export function vendors(call: Call): Client['vendors'] {
  return {
    list: (query = {}, { signal } = {}) => fetchAll(call, { path: ['vendors'], query: { ...query }, signal }, readVendorPage),
    rules: (vendor, { signal } = {}) => fetchAll(call, { path: ['vendors', vendor], signal }, readTypedRulePage),
  };
}
