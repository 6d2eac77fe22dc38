import { Command as Parser, InvalidArgumentError, Option } from 'commander';

/** Exit codes of every command. */
export const EXIT = { fine: 0, failed: 1, usage: 2, warned: 3 } as const;

/** An option, written once: parser and help are made from it. */
export interface OptionMeta {
  /** Such as `--port <number>`, or `--json` for a switch. */
  readonly flags: string;
  readonly description: string;
  /** What the help says of the default. */
  readonly defaultText?: string;
  /** Turns what was typed into the value, or throws with {@link invalid}; of an option that may be repeated it is given what came before. */
  readonly parse?: (text: string, earlier?: any) => unknown;
}

/** A command: its words for the help, and what it does. */
export interface Command<Options = any> {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionMeta[];
  /** Command line, and what it is for. */
  readonly examples: readonly (readonly [string, string])[];
  /** Exit codes beside those of every command. */
  readonly moreExitCodes?: string;
  /** @returns the exit code */
  run(options: Options): Promise<number>;
}

/** What a parser throws: the value itself is quoted before it. */
export function invalid(text: string): Error {
  return new InvalidArgumentError(text);
}

/** A parser of whole numbers. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) throw invalid(`Give a whole number from ${min} to ${max}.`);
    return value;
  };
}

/** A parser of texts that hold something: an unset variable of a script makes an empty one. */
export function someText(text: string): string {
  if (text.trim() === '') throw invalid('Give at least one character.');
  return text;
}

/** A parser of an option that may be given several times. */
export function repeated(parse: (text: string) => string): (text: string, earlier?: readonly string[]) => readonly string[] {
  return (text, earlier = []) => [...earlier, parse(text)];
}

/** A parser of one of several words. */
export function oneOf(words: readonly string[]): (text: string) => string {
  return (text) => {
    if (!words.includes(text)) throw invalid(`Give one of ${words.join(', ')}.`);
    return text;
  };
}

/** Adds a command to the program. */
export function addCommand(program: Parser, command: Command, finish: (exitCode: number) => void): void {
  const parser = program.command(command.name).summary(command.summary).description(command.description);
  for (const { flags, description, defaultText, parse } of command.options) {
    const option = new Option(flags, defaultText === undefined ? description : `${description} (default: ${defaultText})`);
    parser.addOption(parse ? option.argParser(parse) : option);
  }
  parser.allowExcessArguments(false);
  parser.addHelpText('after', helpTail(command));
  parser.action(async (options: unknown) => finish(await command.run(options)));
}

function helpTail({ examples, moreExitCodes }: Command): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, purpose]) => `  ${line.padEnd(width)}  ${purpose}`);
  const exitCodes = [`Exit codes: ${EXIT.fine} fine, ${EXIT.failed} failed, ${EXIT.usage} usage`, ...moreExitCodes ? [moreExitCodes] : []].join(', ');
  return ['', 'Examples:', ...lines, '', exitCodes].join('\n');
}
