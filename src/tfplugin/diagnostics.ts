import { redact } from './log';
import { Path } from './path';
import { printable } from './text';

/** One message for the user. Neither text may hold a secret: Terraform prints both. What does not show in them is spelled out. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Short name of the situation, the same every time: Terraform folds warnings that share it. */
  readonly summary: string;
  /** What was observed with the offending value, and what to do next. */
  readonly detail: string;
  /** Which attribute is at fault; without it the whole block is. */
  readonly path?: Path;
}

/** Diagnostics of one call, in the order in which they came, each once. */
export class Diagnostics implements Iterable<Diagnostic> {
  private readonly entries: Diagnostic[] = [];

  error(summary: string, detail: string, path?: Path): void {
    this.add({ severity: 'error', summary, detail, path });
  }

  warning(summary: string, detail: string, path?: Path): void {
    this.add({ severity: 'warning', summary, detail, path });
  }

  add(given: Diagnostic): void {
    // A net under the rule that neither text holds a secret, and under names and answers that are made to deceive a terminal.
    const diagnostic = { ...given, summary: printable(redact(given.summary)), detail: printable(redact(given.detail)) };
    const key = JSON.stringify(diagnostic);
    if (!this.entries.some((entry) => JSON.stringify(entry) === key)) this.entries.push(diagnostic);
  }

  get hasErrors(): boolean {
    return this.entries.some(({ severity }) => severity === 'error');
  }

  [Symbol.iterator](): Iterator<Diagnostic> {
    return this.entries[Symbol.iterator]();
  }
}

/** Throw it anywhere in an author's code to end the call with exactly this diagnostic; anything else thrown reads as a bug. */
export class DiagnosticError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.summary);
    this.name = 'DiagnosticError';
  }

  static of(summary: string, detail: string, path?: Path): DiagnosticError {
    return new DiagnosticError({ severity: 'error', summary, detail, path });
  }
}
