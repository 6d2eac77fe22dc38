/** What ends a command with exit code 1 and these lines: what happened, then what to do. */
export class CliError extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'CliError';
  }
}

/** The same with exit code 2: the command cannot be carried out as it was given. */
export class UsageError extends CliError {}
