/** Diagnosis: what keeps a device from its list, looked at from here without pulling. */
export { Examination, type Seen, type Step } from './examination';
export { doctorPage } from './page';
export * from './report';
export * from './types';
