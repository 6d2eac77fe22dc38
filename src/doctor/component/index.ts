/** A remediation component on its host: its configuration file, its service, its log. Nothing is changed, nothing is pulled. */
export { examineComponent } from './examine-component';
export { programOf } from './programs';
export { ComponentFacts, ComponentSource } from './types';
