/** The typed client of CrowdSec's Service API. */
export { createClient } from './client';
export { API_ERROR_CODES, ApiError, ClientOptionError, isApiError, type ApiErrorCode, type ApiErrorDetails } from './errors';
export { RETRY_DEFAULTS } from './retry';
export type * from './types';
