import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type Integration, isApiError } from '../api';
import { judge } from './judge';
import { Lookup } from './lookup';
import { GateError, type Problem, problemOfCall } from './problem';
import type { Expected, Gate } from './settings';
import { diagnosis, duration, opened, progress, started } from './words';

/** First pause between two looks; each is twice the one before it, with jitter. */
const FIRST_PAUSE_MS = 1000;

/** Longest silence while nothing changes. */
const SILENCE_MS = 60_000;

/** What one look found. */
interface Look {
  /** Those that serve. */
  readonly served: ReadonlyMap<Expected, Integration>;
  readonly problems: ReadonlyMap<Expected, Problem>;
  /** What kept it from seeing anything. */
  readonly service?: Problem;
}

/** Asks the management API until every integration serves. What does not by the deadline, or will not however long it waits, is an error. */
export async function waitUntilServed(gate: Gate, client: Client, say: (line: string) => void): Promise<void> {
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const lookup = new Lookup(client);
  const served = new Map<Expected, Integration>();
  let said = { line: '', at: 0 };
  say(started(gate));
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, gate.pollMs)) {
    const pending = gate.integrations.filter((expected) => !served.has(expected));
    const left = gate.timeoutMs - elapsed();
    const look = await lookAt(pending, lookup);
    look.served.forEach((integration, expected) => served.set(expected, integration));
    if (served.size === gate.integrations.length) return say(opened(served));

    const wait = Math.max(jittered(Math.min(pause, gate.pollMs)), look.service?.retryAfterMs ?? 0);
    const isOver = left <= 0 || isFinal(look) || (look.service?.retryAfterMs ?? 0) > left;
    if (isOver) throw new GateError(diagnosis(look, gate.integrations.length, elapsed()));
    const line = progress(look, served.size, gate.integrations.length);
    if (line !== said.line || elapsed() - said.at > SILENCE_MS) {
      say(`${duration(elapsed())}: ${line}`);
      said = { line, at: elapsed() };
    }
    await sleep(Math.max(0, Math.min(wait, gate.timeoutMs - elapsed())));
  }
}

async function lookAt(pending: readonly Expected[], lookup: Lookup): Promise<Look> {
  const served = new Map<Expected, Integration>();
  const problems = new Map<Expected, Problem>();
  try {
    const found = await lookup.find(pending.map(({ id }) => id));
    for (const expected of pending) {
      const integration = found.get(expected.id);
      const problem = judge(expected, integration);
      if (problem) problems.set(expected, problem);
      else served.set(expected, integration!);
    }
    return { served, problems };
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { served, problems, service: problemOfCall(error) };
  }
}

function isFinal({ service, problems }: Look): boolean {
  return service?.final === true || [...problems.values()].some(({ final }) => final);
}

/** Many gates that start together do not ask together. */
function jittered(ms: number): number {
  return ms * (0.75 + Math.random() / 2);
}
