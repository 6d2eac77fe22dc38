export * from './model/output-format';
