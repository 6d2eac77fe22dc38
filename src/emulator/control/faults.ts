import { ControlError, objectOf } from './control-error';
import type { ConnectionFault, Fault } from '../types';

const CONNECTIONS: readonly ConnectionFault[] = ['reset-before', 'reset-after', 'truncate', 'hold'];

const isText = (value: unknown) => typeof value === 'string';
const isWhole = (low: number, high = Number.MAX_SAFE_INTEGER) =>
  (value: unknown) => Number.isInteger(value) && Number(value) >= low && Number(value) <= high;

const FIELDS: { readonly [name in keyof Fault]-?: { readonly accepts: (value: unknown) => boolean; readonly expected: string } } = {
  method: { accepts: isText, expected: 'an HTTP method' },
  path: { accepts: isPattern, expected: 'a regular expression on the path after the host' },
  times: { accepts: isWhole(1), expected: 'a whole number, 1 or more' },
  status: { accepts: isWhole(200, 599), expected: 'a status from 200 to 599' },
  headers: {
    accepts: (value) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
    expected: 'an object of header names and texts',
  },
  body: { accepts: () => true, expected: 'anything' },
  delayMs: { accepts: isWhole(0), expected: 'a whole number of milliseconds, 0 or more' },
  connection: { accepts: (value) => CONNECTIONS.includes(value as ConnectionFault), expected: `one of ${CONNECTIONS.join(', ')}` },
};

/** Faults that wait for a request. */
export class Faults {
  private armed: { readonly fault: Fault; readonly path: RegExp; left: number }[] = [];
  private readonly held = new Set<(go: boolean) => void>();

  /** Throws a `ControlError` when the fault cannot be understood. */
  add(value: unknown): Fault {
    const fault = readFault(value);
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

function readFault(value: unknown): Fault {
  const given = objectOf(value, 'the fault');
  for (const [name, field] of Object.entries(given)) {
    const rule = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof Fault] : undefined;
    if (!rule) throw new ControlError(`"${name}" is no field of a fault; there are ${Object.keys(FIELDS).join(', ')}`);
    if (field !== undefined && !rule.accepts(field)) {
      throw new ControlError(`"${name}" of the fault is ${JSON.stringify(field)}; give ${rule.expected}`);
    }
  }
  return { ...given };
}

function isPattern(value: unknown): boolean {
  try {
    new RegExp(String(value));
    return isText(value);
  } catch {
    return false;
  }
}
