import { Duration } from '../model';

/** Whole seconds, rounded up: never more often than asked for. */
export function wholeSeconds(span: Duration): number {
  return Math.ceil(span.toSeconds());
}

/** A span as Go's programs read it, rounded up to whole seconds: `24h`, `1h30m`, `10s`. */
export function goDuration(span: Duration): string {
  const seconds = wholeSeconds(span);
  const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds % 3600 / 60), 'm'], [seconds % 60, 's']] as const;
  return parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('');
}

const GO_UNITS: { readonly [unit: string]: number } = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Seconds of what Go's programs read as a span, undefined if they cannot. */
export function parseGoDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  const [, sign, spans] = /^([+-]?)(.*)$/s.exec(text)!;
  // Sticky: it never looks for a part behind what is none, so that a long text takes no longer than its length.
  const parts = [...spans.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/gy)];
  if (!parts.length || parts.map(([whole]) => whole).join('') !== spans) return undefined;
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * GO_UNITS[unit], 0);
  return sign === '-' ? -seconds : seconds;
}
