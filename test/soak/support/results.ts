import { cpus } from 'node:os';
import type { Growth } from './watch';
import { FULL, recordBy, today } from '../../support/full-length';

/** One command of the large fleet, repeated until all was well. */
export interface Phase {
  readonly phase: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly requests: number;
  readonly broken: number;
  readonly rssMb: readonly Growth[];
  readonly handles: readonly Growth[];
}

/** When a part ran, and where. */
export interface Run {
  readonly date: string;
  readonly machine: string;
}

/** What results.json holds: by part of the suite; one that has not run at full length yet is left out. */
export interface Results {
  readonly 'faults'?: Run & {
    readonly integrations: number;
    readonly subscriptions: number;
    readonly seed: number;
    readonly stateWrites: number;
    readonly phases: readonly Phase[];
  };
  readonly 'unlimited-10'?: Run & Unlimited;
  readonly 'unlimited-50'?: Run & Unlimited;
  readonly 'limited'?: Run & {
    readonly limit: number;
    readonly commands: readonly { readonly command: string; readonly requests: number; readonly refused: number; readonly seconds: number }[];
  };
  readonly 'two-stacks'?: Run & { readonly rounds: number; readonly plans: number; readonly listsThatMoved: number };
  readonly 'one-stack'?: Run & { readonly rounds: number; readonly outcomes: { readonly [code: string]: number } };
}

interface Unlimited {
  readonly parallelism: number;
  readonly requests: number;
  readonly refused: number;
  readonly seconds: number;
}

/** Keeps what a part of the suite saw at full length. */
export async function record<P extends keyof Results>(part: P, result: Omit<NonNullable<Results[P]>, keyof Run>): Promise<void> {
  if (!FULL) return;
  const now = { date: today(), machine: `${cpus().length} cores, Node ${process.versions.node}`, ...result };
  await recordBy<Results>('soak', (before) => ({ ...before, [part]: now }));
}
