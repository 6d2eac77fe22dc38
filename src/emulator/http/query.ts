import { unprocessable, type Detail } from './problem';

const TRUE = ['true', '1', 'yes', 'on', 't', 'y'];
const FALSE = ['false', '0', 'no', 'off', 'f', 'n'];

/**
 * Reads a request's query. Parameters that nobody reads are ignored: remediation components send the local API's own.
 * What is wrong is collected; `done` answers 422 with all of it.
 */
export class Query {
  private readonly details: Detail[] = [];

  constructor(private readonly parameters: URLSearchParams) {}

  integer(name: string, fallback: number, bounds?: { readonly low: number; readonly high?: number }): number;
  integer(name: string, fallback: undefined, bounds?: { readonly low: number; readonly high?: number }): number | undefined;
  integer(name: string, fallback: number | undefined, { low, high }: { readonly low?: number; readonly high?: number } = {}): number | undefined {
    const raw = this.last(name);
    if (raw === undefined) return fallback;
    const value = Number(raw);
    if (!/^[+-]?\d+$/.test(raw) || !Number.isSafeInteger(value)) {
      this.wrong(name, 'Input should be a valid integer, unable to parse string as an integer', 'int_parsing');
    } else if (low !== undefined && value < low) {
      this.wrong(name, `Input should be greater than or equal to ${low}`, 'greater_than_equal');
    } else if (high !== undefined && value > high) {
      this.wrong(name, `Input should be less than or equal to ${high}`, 'less_than_equal');
    }
    return value;
  }

  flag(name: string, fallback = false): boolean {
    const raw = this.last(name)?.toLowerCase();
    if (raw === undefined) return fallback;
    if (!TRUE.includes(raw) && !FALSE.includes(raw)) {
      this.wrong(name, 'Input should be a valid boolean, unable to interpret input', 'bool_parsing');
    }
    return TRUE.includes(raw);
  }

  text(name: string): string | undefined {
    return this.last(name);
  }

  /** One of some words; typed as the words of `choices`. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const raw = this.last(name);
    if (raw !== undefined && !choices.includes(raw as T)) this.notOneOf([name], choices);
    return raw as T | undefined;
  }

  /** A repeatable parameter, empty when it was not given. */
  texts(name: string): string[] {
    return this.parameters.getAll(name);
  }

  choices<T extends string>(name: string, choices: readonly T[]): T[] {
    const given = this.parameters.getAll(name) as T[];
    given.forEach((raw, n) => {
      if (!choices.includes(raw)) this.notOneOf([name, n], choices);
    });
    return given;
  }

  done(): void {
    if (this.details.length) throw unprocessable(this.details);
  }

  /** A parameter that takes one value and comes several times: the last one counts. */
  private last(name: string): string | undefined {
    return this.parameters.getAll(name).at(-1);
  }

  private notOneOf(where: (string | number)[], choices: readonly string[]): void {
    this.details.push({
      loc: ['query', ...where], msg: `Input should be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`, type: 'enum',
    });
  }

  private wrong(name: string, msg: string, type: string): void {
    this.details.push({ loc: ['query', name], msg, type });
  }
}
