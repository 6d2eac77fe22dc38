export * from './constructs';
export * from './firewalls';
export * as bindings from './bindings';
