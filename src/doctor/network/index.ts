/** The way from here to a host. */
export { ask, type Answer, type Outcome, type Question } from './ask';
export { hostOf, isLoopbackHost, placeOf, portOf } from './names';
export { examinePath, type PathOptions } from './path';
export { CONNECT_TIMEOUT_MS, REQUEST_TIMEOUT_MS, type Vantage } from './vantage';
