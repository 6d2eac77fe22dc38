/** Door: the provider, and its documentation. */
export { documentation, type Examples } from './docs';
export { createProvider } from './provider';
