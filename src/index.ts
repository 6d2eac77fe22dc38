export * from './constructs';
export * from './firewalls';
export * from './policies';
export * as bindings from './bindings';
