/** Door for a provider's executable and its tests. Apart from the authors' door, because it loads HTTP/2 and TLS. */
export { type Reattached, startReattach } from './reattach';
export { serve, type ServeOptions } from './serve';
