/** Integrations, from the service's own words. */
export { examineIntegrations, type Examined, type IntegrationOptions } from './examine-integrations';
export { stateOf } from './state';
