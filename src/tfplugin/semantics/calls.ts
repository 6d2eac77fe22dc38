import { CallContext, Provider } from '../contracts';
import { DiagnosticError, Diagnostics } from '../diagnostics';
import { BugReport } from './bug';

export const DEFAULT_TIMEOUT_MS = 20 * 60_000;

/** How long an aborted call may take to say what exists before it is answered without its author. */
const GRACE_MS = 30_000;

export interface ServerOptions {
  /** Where authors' lines go. Default: nowhere. */
  readonly log?: CallContext['log'];
  /** How long a call that was told to stop may still take. Default: 30 seconds. */
  readonly graceMs?: number;
}

export interface Operation {
  /** What is done, as the start of a sentence: `creating crowdsec_integration`. */
  readonly doing: string;
  readonly timeoutMs?: number;
  /** What the user should know when the author's code fails unexpectedly. Asked for at that time. */
  readonly hint?: () => string;
}

/** How a call ended. `returned` is missing when it threw, or did not end after it was told to. */
export interface Outcome<T> {
  readonly diagnostics: Diagnostics;
  readonly returned?: { readonly value: T };
}

/** Runs authors' code: gives it its context, bounds its time, and turns whatever it throws into one diagnostic. */
export class Calls {
  readonly bug: BugReport;
  private readonly inFlight = new Set<() => void>();

  constructor(provider: Provider, private readonly options: ServerOptions = {}) {
    this.bug = new BugReport(provider);
  }

  /** Aborts what is in flight. Each call has a signal of its own, so later ones are not affected. */
  stop(): void {
    for (const interrupt of [...this.inFlight]) interrupt();
  }

  async run<T>(operation: Operation, body: (context: CallContext) => T | Promise<T>): Promise<Outcome<T>> {
    const diagnostics = new Diagnostics();
    const controller = new AbortController();
    const interrupt = () => controller.abort(interrupted(operation));
    const timeoutMs = operation.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const timer = setTimeout(() => controller.abort(timedOut(operation, timeoutMs)), timeoutMs);
    timer.unref();
    this.inFlight.add(interrupt);
    try {
      const context: CallContext = {
        diagnostics,
        signal: controller.signal,
        log: (level, message, fields) => this.options.log?.(level, message, fields),
      };
      const work = (async () => body(context))();
      return { diagnostics, returned: { value: await endingWithin(work, controller.signal, this.options.graceMs ?? GRACE_MS) } };
    } catch (error) {
      // Whoever stops because of the signal may throw what they like: the reason is what happened.
      const cause = error instanceof DiagnosticError ? error : controller.signal.aborted ? controller.signal.reason : error;
      diagnostics.add(cause instanceof DiagnosticError ? cause.diagnostic : this.bug.thrown(operation.doing, cause, operation.hint?.()));
      return { diagnostics };
    } finally {
      clearTimeout(timer);
      this.inFlight.delete(interrupt);
    }
  }
}

/** The work's own end; once aborted, the signal's reason if that takes longer than the grace. */
function endingWithin<T>(work: Promise<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs);
    };
    // The work may have been told to stop before it first waited.
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  });
}

function interrupted({ doing }: Operation): DiagnosticError {
  return DiagnosticError.of(
    'Interrupted',
    `Terraform was told to stop while ${doing}, so the call was ended. What is known to exist is kept in the state; run the command again to go on.`,
  );
}

function timedOut({ doing }: Operation, timeoutMs: number): DiagnosticError {
  const bound = timeoutMs >= 60_000 ? `${Math.round(timeoutMs / 60_000)} min` : `${timeoutMs / 1000} s`;
  return DiagnosticError.of(
    'Timed out',
    `The time for ${doing} is over (${bound}), so the call was ended. What is known to exist is kept in the state. `
    + 'Check that the service can be reached and is well, then run the command again; TF_LOG=debug shows how far it came.',
  );
}
