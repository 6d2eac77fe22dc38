import { Sites } from './sites';

/** One line of the table. */
export interface Row {
  /** Steady name: a later run's row takes the place of the one before. */
  readonly id: string;
  /** What was measured. */
  readonly measure: string;
  /** `at most`; left out where a figure is only to be known. */
  readonly goal?: number;
  /** Left out where it cannot be measured here; `from` then says why. */
  readonly figure?: number;
  /** Of goal and figure. Default: none, a ratio or a count. */
  readonly unit?: 'MB' | 'KB';
  /** What the figure comes from: medians with their range, or why there is none. */
  readonly from: string;
}

/** How a measure is to be run. */
export interface Bench {
  /** How often the long things are repeated. */
  readonly runs: number;
  /** How often the short ones are, such as the start of a process. */
  readonly shortRuns: number;
  /** Folders with applied configurations, made once and shared by all measures. */
  readonly sites: Sites;
  /** A line for whoever waits. */
  say(line: string): void;
}

export interface Measure {
  /** As the command line takes it. */
  readonly name: string;
  readonly run: (bench: Bench) => Promise<Row[]>;
}
