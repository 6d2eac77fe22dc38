/** What ends a command with exit code 1 and these lines: what happened, then what to do. */
export class CliError extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'CliError';
  }
}
