/** The Service API, as far as the key goes. */
export { examineService, type Service, type ServiceOptions } from './examine-service';
export { keyIn } from './api-key';
export { RateLimits } from './rate-limit';
