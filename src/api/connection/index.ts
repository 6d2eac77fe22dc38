/**
 * One connection, step by step, for diagnosis. A door beside the client's, because that one is published with its types, and these hold
 * sockets and certificates.
 */
export { hostsOf, issuerOf, minute, nameOf } from '../certificates';
export { ClientOptionError } from '../errors';
export { proxyFor, type Proxy } from '../proxy';
export { parseRetryAfter } from '../retry';
export type { Explanation } from '../unreachable';
export { openConnection, type Connection, type ConnectionOptions, type ConnectionProblem } from './open-connection';
