/** What of a component's settings a problem is about. */
export type BouncerConcern = 'syntax' | 'url' | 'key' | 'mode' | 'interval' | 'extra';

/** Something that the component would not read as meant, or that keeps it from pulling or blocking. */
export interface BouncerProblem {
  readonly concern: BouncerConcern;
  /** Begins with the setting or the line. Never holds a URL or a key. */
  readonly text: string;
  /** `breaks`: it does not start, pull or block. `risks`: it does, with less than is meant. `unread`: what it reads cannot be seen here. */
  readonly weight: 'breaks' | 'risks' | 'unread';
  /** True where it is none with a local engine. */
  readonly onlyWithIntegration: boolean;
}
