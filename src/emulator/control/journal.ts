import { splitTarget } from '../http/target';
import type { RecordedRequest } from '../types';

/** The newest requests are kept: an emulator that runs for weeks, polled by a bouncer, must not grow. */
const KEPT = 100_000;

/** A line of the journal while its request is under way. */
interface Entry {
  status: number | null;
  body?: unknown;
}

/** What was asked of the API, oldest first, in the order of arrival. */
export class Journal {
  private entries: (Omit<RecordedRequest, 'status' | 'body'> & Entry)[] = [];

  begin(method: string, target: string, at: string): Entry {
    const { path, query } = splitTarget(target);
    const entry = { method, path, query: readQuery(query), status: null, at };
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
    return entry;
  }

  /** Copies: what is asserted on does not change while requests end. */
  all(): RecordedRequest[] {
    return structuredClone(this.entries);
  }

  /** The newest, newest first. */
  latest(count: number): RecordedRequest[] {
    return structuredClone(this.entries.slice(-count)).reverse();
  }

  clear(): void {
    this.entries = [];
  }
}

/** A body as the journal keeps it: JSON where it is some. Bodies of this API carry no credentials. */
export function recordedBody(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

function readQuery(query: string): { [name: string]: string | string[] } {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => {
    const values = parameters.getAll(name);
    return [name, values.length === 1 ? values[0] : values];
  }));
}
