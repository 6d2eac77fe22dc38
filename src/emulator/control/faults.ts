import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isObject, isText, MILLISECONDS, oneOf, readFields, type Rules } from './fields';
import type { Fault } from '../types';

const isWhole = (low: number, high: number) => (value: unknown) => Number.isInteger(value) && Number(value) >= low && Number(value) <= high;

const RULES: Rules<Fault> = {
  method: { accepts: isText, expected: 'an HTTP method' },
  path: { accepts: isPattern, expected: 'a regular expression on the path after the host' },
  times: { accepts: isWhole(1, Number.MAX_SAFE_INTEGER), expected: 'a whole number, 1 or more' },
  status: { accepts: isWhole(200, 599), expected: 'a status from 200 to 599' },
  headers: { accepts: areHeaders, expected: 'an object of header names and texts' },
  body: { accepts: () => true, expected: 'anything' },
  delayMs: MILLISECONDS,
  connection: oneOf(['reset-before', 'reset-after', 'truncate', 'hold', 'hold-after']),
};

/** Faults that wait for a request. */
export class Faults {
  private armed: { readonly fault: Fault; readonly path: RegExp; left: number }[] = [];
  private readonly held = new Set<(go: boolean) => void>();

  /** Throws a `ControlError` when the fault cannot be understood. */
  add(value: unknown): Fault {
    const fault: Fault = { ...readFields(value, RULES, 'the fault') };
    this.armed.push({ fault, path: new RegExp(fault.path ?? ''), left: fault.times ?? 1 });
    return fault;
  }

  /** The first armed fault that matches, used up by this request. */
  take(method: string, path: string): Fault | undefined {
    const match = this.armed.find((each) =>
      (each.fault.method ?? method).toUpperCase() === method.toUpperCase() && each.path.test(path));
    if (match && --match.left === 0) this.armed = this.armed.filter((each) => each !== match);
    return match?.fault;
  }

  clear(): void {
    this.armed = [];
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
