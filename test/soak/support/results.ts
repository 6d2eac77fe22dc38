import { cpus } from 'node:os';
import { FULL, recordBy, today } from '../../support/full-length';

/** Keeps what a part of the suite saw at full length; scripts/reliability/soak.ts makes a table of it. */
export async function record(part: string, result: object): Promise<void> {
  if (!FULL) return;
  const now = { date: today(), machine: `${cpus().length} cores, Node ${process.versions.node}`, ...result };
  await recordBy<object>('soak', (before) => ({ ...before, [part]: now }));
}
