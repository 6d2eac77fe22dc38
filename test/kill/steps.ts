/** The steps of an operation: its requests, as an undisturbed run makes them; and the moments at which a process can die in one. */
import { setTimeout } from 'node:timers/promises';
import { JournalEntry, Service } from '../support/service';

/** One request of an operation. */
export interface Step {
  readonly method: string;
  readonly path: string;
  /** Which of the requests with this method and path, from 1. */
  readonly occurrence: number;
}

/**
 * `before`: the service has the request and carries it out after the death. `lost`: it never carries it out.
 * `after`: it has carried it out, and its answer has not been sent.
 */
export type Moment = 'before' | 'lost' | 'after';

/** How long the service may take for a request that was let go. */
const LONGEST_WORK_MS = 10_000;

/** The requests of a run, in order. */
export function stepsOf(journal: readonly JournalEntry[]): Step[] {
  return journal.map(({ method, path }, at) => ({
    method, path, occurrence: journal.slice(0, at + 1).filter((entry) => entry.method === method && entry.path === path).length,
  }));
}

/** What a request is called in a report: `POST /vendors/Microsoft/integrations`, `GET /integrations/ID (2)`. */
export function labelOf({ method, path, occurrence }: Step): string {
  const place = path.replace(/^\/v1/, '').replace(/[0-9a-f]{24}/g, 'ID');
  return `${method} ${place}${occurrence > 1 ? ` (${occurrence})` : ''}`;
}

/** Of a request that only reads nobody can tell whether it was carried out. */
export function momentsOf(step: Step): Moment[] {
  return step.method === 'GET' ? ['before'] : ['before', 'lost', 'after'];
}

/** Has the service hold the step's request. */
export async function arm(service: Service, { method, path, occurrence }: Step, moment: Moment): Promise<void> {
  const match = { method, path: `^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$` };
  // The requests of that kind that come before it pass.
  if (occurrence > 1) await service.fault({ ...match, times: occurrence - 1, delayMs: 0 });
  await service.fault({ ...match, connection: moment === 'after' ? 'hold-after' : 'hold' });
}

/** Waits until the service holds the step's request, its body included. Fails when the program ends before. */
export async function reached(service: Service, { method, path, occurrence }: Step, ended: Promise<string>): Promise<void> {
  let output: string | undefined;
  void ended.then((text) => { output = text; });
  for (;;) {
    const entry = (await service.journal(method)).filter((one) => one.path === path)[occurrence - 1];
    if (entry && (entry.body !== undefined || !/^(POST|PATCH)$/.test(method))) return;
    if (output !== undefined) throw new Error(`the program ended before ${method} ${path} came:\n${output}`);
    await setTimeout(20);
  }
}

/** Lets the held request go on, or breaks it off, and waits until the service has done what is left of it. */
export async function letGo(service: Service, step: Step, moment: Moment): Promise<void> {
  if (moment === 'lost') return service.breakOff();
  const before = JSON.stringify(service.snapshot());
  service.release();
  if (moment !== 'before' || step.method === 'GET') return;
  const end = Date.now() + LONGEST_WORK_MS;
  while (JSON.stringify(service.snapshot()) === before) {
    if (Date.now() > end) throw new Error(`the service did not carry ${labelOf(step)} out after it was let go`);
    await setTimeout(10);
  }
}
