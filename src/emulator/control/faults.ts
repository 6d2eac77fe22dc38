import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isAmount, isObject, isText, MILLISECONDS, oneOf, readFields, type Rules } from './fields';
import { Random } from '../catalogue/random';
import type { Fault } from '../types';

const isWhole = (low: number, high: number) => (value: unknown) => Number.isInteger(value) && Number(value) >= low && Number(value) <= high;

const RULES: Rules<Fault> = {
  method: { accepts: isText, expected: 'an HTTP method' },
  path: { accepts: isPattern, expected: 'a regular expression on the path after the host' },
  times: { accepts: isWhole(1, Number.MAX_SAFE_INTEGER), expected: 'a whole number, 1 or more' },
  probability: { accepts: (value) => isAmount(value) && value > 0 && value <= 1, expected: 'a number above 0, 1 at most' },
  status: { accepts: isWhole(200, 599), expected: 'a status from 200 to 599' },
  headers: { accepts: areHeaders, expected: 'an object of header names and texts' },
  body: { accepts: () => true, expected: 'anything' },
  change: { accepts: isObject, expected: 'an object of the fields to change' },
  delayMs: MILLISECONDS,
  connection: oneOf(['reset-before', 'reset-after', 'truncate', 'endless', 'hold', 'hold-after']),
};

/** A fault that waits for its requests. */
interface Armed {
  readonly fault: Fault;
  readonly path: RegExp;
  /** Its place among all that were armed. */
  readonly number: number;
  left: number;
}

/** Faults that wait for a request. */
export class Faults {
  private armed: Armed[] = [];
  private count = 0;
  /** How often each method and path was asked for while a fault that comes by chance was armed. */
  private readonly asked = new Map<string, number>();
  private readonly held = new Set<(go: boolean) => void>();

  constructor(private readonly seed: () => number) {}

  /** Throws a `ControlError` when the fault cannot be understood. */
  add(value: unknown): Fault {
    const fault: Fault = { ...readFields(value, RULES, 'the fault') };
    const left = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
    this.armed.push({ fault, path: new RegExp(fault.path ?? ''), number: this.count++, left });
    return fault;
  }

  /** The first armed fault that matches and that chance picks, used up by this request. */
  take(method: string, path: string): Fault | undefined {
    const request = `${method.toUpperCase()} ${path}`;
    const time = this.timesAsked(request);
    const match = this.armed.find((each) =>
      (each.fault.method ?? method).toUpperCase() === method.toUpperCase() && each.path.test(path) && this.happens(each, request, time));
    if (match && --match.left === 0) this.armed = this.armed.filter((each) => each !== match);
    return match?.fault;
  }

  /** Those that are armed, and how many requests each still meets; Infinity where nothing bounds it. */
  list(): { readonly fault: Fault; readonly left: number }[] {
    return this.armed.map(({ fault, left }) => ({ fault, left }));
  }

  /** Requests that wait for a release. */
  get heldCount(): number {
    return this.held.size;
  }

  clear(): void {
    this.armed = [];
    this.count = 0;
    this.asked.clear();
  }

  /** Counts a request where chance will want to know. */
  private timesAsked(request: string): number {
    if (!this.armed.some(({ fault }) => fault.probability !== undefined)) return 0;
    const time = (this.asked.get(request) ?? 0) + 1;
    this.asked.set(request, time);
    return time;
  }

  private happens({ fault: { probability = 1 }, number }: Armed, request: string, time: number): boolean {
    return probability === 1 || new Random(`${this.seed()}:fault:${number}:${request}:${time}`).chance(probability);
  }

  /** Resolves when the request may go on (true), or is to be broken off (false). */
  hold(): Promise<boolean> {
    return new Promise((resolve) => this.held.add(resolve));
  }

  release(go = true): void {
    for (const resolve of this.held) resolve(go);
    this.held.clear();
  }
}

function isPattern(value: unknown): boolean {
  return isText(value) && succeeds(() => new RegExp(value));
}

/** Whether Node would send them: a header that it refuses would break the connection off instead. */
function areHeaders(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([name, text]) => isText(text) && succeeds(() => {
    validateHeaderName(name);
    validateHeaderValue(name, text);
  }));
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
