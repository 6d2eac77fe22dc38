export * from './endpoint';
export * from './entity-type';
export * from './exploitation-phase';
export * from './integration';
export * from './limits';
export * from './output-format';
export * from './service-url';
export * from './subscription';
