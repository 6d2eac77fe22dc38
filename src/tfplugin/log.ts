/**
 * Terraform's log: one JSON object a line on standard error, in the form of hclog. Terraform shows what `TF_LOG_PROVIDER`, or else
 * `TF_LOG`, asks for; the same is read here to skip the work.
 */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';
export type LogFields = { [key: string]: string | number | boolean };

const LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'off'];

/** Terraform shows a line over 64 KiB raw, in pieces: texts are cut long before. */
const LONGEST_TEXT = 4_000;
const LONGEST_LINE = 60_000;

/** A shorter text is no secret worth hiding and would blacken half of the log. */
const SHORTEST_SECRET = 4;

/** By their length: one that holds another goes first, and there may be thousands. */
const secrets = new Map<number, Set<string>>();

/** Registers a text that must never be shown. From now on log lines, diagnostics and crash reports hold `(redacted)` in its place. */
export function addSecret(value: string): void {
  const { length } = value;
  if (length < SHORTEST_SECRET) return;
  if (!secrets.has(length)) secrets.set(length, new Set());
  secrets.get(length)!.add(value);
}

/** The text without any registered secret. A net under the rule that none is put in, not a leave to do so. */
export function redact(text: string): string {
  let clean = text;
  for (const length of [...secrets.keys()].sort((a, b) => b - a)) {
    for (const secret of secrets.get(length)!) clean = clean.replaceAll(secret, '(redacted)');
  }
  return clean;
}

/** The lowest level that Terraform would show. Like Terraform, takes a level that it does not know for `trace`. */
function threshold(): number {
  const wanted = (process.env.TF_LOG_PROVIDER || process.env.TF_LOG || 'off').toLowerCase();
  return Math.max(0, LEVELS.indexOf(wanted));
}

/** Terraform parses exactly six digits of a second's fraction. */
function timestamp(): string {
  return new Date().toISOString().replace('Z', '000Z');
}

function shown(text: string): string {
  const clean = redact(text);
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}… (${clean.length} characters)` : clean;
}

/** Writes a line to Terraform's log. */
export function log(level: LogLevel, message: string, fields: LogFields = {}): void {
  if (LEVELS.indexOf(level) < threshold()) return;
  const head = { '@level': level, '@message': shown(message), '@module': 'provider', '@timestamp': timestamp() };
  const rest = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? shown(value) : value]);
  const line = JSON.stringify({ ...Object.fromEntries(rest), ...head });
  process.stderr.write(`${Buffer.byteLength(line) > LONGEST_LINE ? JSON.stringify(head) : line}\n`);
}
