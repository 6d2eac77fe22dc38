/** A CrowdSec engine: its Local API, its files, its way to CrowdSec. Nothing is changed, nothing is pulled, nobody logs in. */
export { examineEngine } from './examine-engine';
export { EngineHosts, EngineSource, EngineState } from './types';
