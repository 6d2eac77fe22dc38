import { printable, secretForms } from '../model';
import { CheckName, CheckResult, Finding } from './types';

const MASK = '***';

/** What a check saw, and what it hands to the checks that stand on it. */
export interface Seen<T = undefined> extends Finding {
  readonly value?: T;
}

/** A check under way. */
export interface Step<T> {
  /** What it hands on; undefined if it did not hold, or there is nothing to hand on. */
  readonly value: Promise<T | undefined>;
  /** Whether what stands on it can be looked at: it was `ok` or `warn`. */
  readonly holds: Promise<boolean>;
  readonly id: string;
}

type Values<Steps extends readonly Step<unknown>[]> = { [I in keyof Steps]: Steps[I] extends Step<infer T> ? T : never };

/**
 * All checks of one run. Each starts at once, or as soon as those that it stands on hold; where one of them does not, it is skipped
 * with that reason. So checks that do not depend on each other run side by side.
 */
export class Examination {
  private readonly running: Promise<CheckResult>[] = [];
  private readonly secrets = new Set<string>();

  /** Keeps a secret out of every result, in whatever form it comes back. To be called before the first check that may meet it. */
  hide(secret: string | undefined): void {
    for (const form of secretForms(secret ?? '')) this.secrets.add(form);
  }

  /**
   * @param after the checks that it stands on
   * @param look says what is seen, given what those hand on. What it throws is a mistake of ours and becomes `unknown`
   */
  check<T = undefined, const Steps extends readonly Step<any>[] = []>(
    name: CheckName, after: Steps, look: (...values: Values<Steps>) => Seen<T> | Promise<Seen<T>>,
  ): Step<T> {
    const seen = this.look(name, after, look as (...values: unknown[]) => Seen<T> | Promise<Seen<T>>);
    this.running.push(seen.then(({ value, ...finding }) => this.result(name, finding)));
    return {
      id: name.id,
      value: seen.then(({ status, value }) => (holds(status) ? value : undefined)),
      holds: seen.then(({ status }) => holds(status)),
    };
  }

  /** Notes what was seen elsewhere, or why something is not looked at. */
  note(name: CheckName, finding: Finding): void {
    this.check(name, [], () => finding);
  }

  /** Every result, in the order in which the checks were asked for; also of those that are asked for while others run. */
  async results(): Promise<CheckResult[]> {
    const results: CheckResult[] = [];
    while (results.length < this.running.length) results.push(await this.running[results.length]);
    return results;
  }

  private async look<T>(
    name: CheckName, after: readonly Step<unknown>[], look: (...values: unknown[]) => Seen<T> | Promise<Seen<T>>,
  ): Promise<Seen<T>> {
    for (const step of after) {
      if (!await step.holds) return { status: 'skip', detail: `not looked at, because ${step.id} does not hold` };
    }
    try {
      return await look(...await Promise.all(after.map(({ value }) => value)));
    } catch (error) {
      return { status: 'unknown', detail: `the check ${name.id} itself failed: ${String(error)}`, remedy: 'Please report it with this text.' };
    }
  }

  /** What comes from elsewhere may hold secrets, and characters that would make a terminal say something else. */
  private result(name: CheckName, { status, detail, remedy, latencyMs }: Finding): CheckResult {
    return {
      ...name,
      ...(name.subject === undefined ? {} : { subject: this.clean(name.subject) }),
      status,
      detail: this.clean(detail),
      ...(remedy === undefined ? {} : { remedy: this.clean(remedy) }),
      ...(latencyMs === undefined ? {} : { latencyMs: Math.round(latencyMs) }),
    };
  }

  /** As a report may show it. */
  clean(text: string): string {
    const forms = [...this.secrets].sort((a, b) => b.length - a.length);
    return printable(forms.reduce((clean, form) => clean.replaceAll(form, MASK), text));
  }
}

function holds(status: Finding['status']): boolean {
  return status === 'ok' || status === 'warn';
}
