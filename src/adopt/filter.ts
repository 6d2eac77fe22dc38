import { Integration } from '../api';

/** Which integrations are adopted. Each kind narrows; of several values of one kind any will do. */
export interface Filter {
  readonly tags: readonly string[];
  /** Patterns: `*` stands for any characters, `?` for one. */
  readonly names: readonly string[];
  readonly formats: readonly string[];
}

/** The service has chosen by tag, where it was asked to. */
export function matches({ names, formats }: Filter, { name, output_format: format }: Integration): boolean {
  return (names.length === 0 || names.some((pattern) => fits(name, pattern))) && (formats.length === 0 || formats.includes(format));
}

/** Whether a whole text fits a pattern. In time that is bounded by both lengths multiplied, whatever the pattern. */
function fits(text: string, pattern: string): boolean {
  const characters = Array.from(text.normalize('NFC'));
  let reached = new Set([0]);
  for (const mark of Array.from(pattern.normalize('NFC'))) {
    if (mark === '*') {
      const first = Math.min(...reached);
      reached = new Set(Array.from({ length: characters.length + 1 - first }, (_, n) => first + n));
    } else {
      reached = new Set([...reached].filter((at) => at < characters.length && (mark === '?' || characters[at] === mark)).map((at) => at + 1));
    }
    if (reached.size === 0) return false;
  }
  return reached.has(characters.length);
}
