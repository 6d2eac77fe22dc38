/** The typed client of CrowdSec's Service API. */
export { createClient } from './client';
export * from './errors';
export { RETRY_DEFAULTS } from './retry';
export type * from './types';
