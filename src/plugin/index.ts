/** The plugin's file: its address, and how it gets where Terraform finds it. Node's own modules only, because jsii compiles it. */
export { PLUGIN_SOURCE, PLUGIN_VERSION } from './address';
export * from './cli-config';
export * from './errors';
export * from './place';
export * from './platform';
export * from './stack';
