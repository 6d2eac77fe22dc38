/** Configuration files of remediation components: written for an integration or an engine, and read back. */
export { BouncerComponent } from './component';
export * from './edge-options';
export * from './options';
export { BouncerConcern, BouncerProblem } from './problem';
export { refusalOf } from './refused';
export { parseBouncerConfig, renderBouncerConfig } from './render';
export { BouncerFile, BouncerFilePlace, BouncerInput, ParsedBouncerConfig } from './renderer';
export { isTable, merged, ReadYaml, readYaml, textUnder, Tree, under } from './yaml-file';
export { Syntax, WriteValue, writeLiteral } from './syntax';
