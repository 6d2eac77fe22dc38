/** Diagnosis: what keeps a device from its list, looked at from here without pulling. */
export { type CheckId, CHECKS, type Group, GROUPS } from './checks';
export type { ComponentSource } from './component';
export { diagnose, type DiagnosisOptions } from './diagnose';
export type { EngineSource } from './engine';
export { Examination, type Seen, type Step } from './examination';
export { doctorPage } from './page';
export * from './report';
export { type DeviceFacts, idInUrl, StateProblem, type Target, targetsFrom } from './targets';
export * from './types';
