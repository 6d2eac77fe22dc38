import { randomUUID } from 'node:crypto';
import { Decimal } from '../value';
import { fromDecimalText } from './numbers';

/** What decides where strings are, and numbers. Short pieces: a pattern for whole strings runs out of stack on a long one. */
const TOKEN = /\\.|"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** `JSON.parse` that keeps every digit: a number that a double does not hold becomes a {@link Decimal}. */
export function parseJson(text: string): unknown {
  // Such numbers travel through JSON.parse as strings behind a mark that no text of the input can know.
  const mark = `${randomUUID()}:`;
  let inString = false;
  const marked = text.replace(TOKEN, (token) => {
    if (token === '"') inString = !inString;
    return !inString && fromDecimalText(token) instanceof Decimal ? `"${mark}${token}"` : token;
  });
  if (marked.length === text.length) return JSON.parse(text);
  return JSON.parse(marked, (_, value) =>
    typeof value === 'string' && value.startsWith(mark) ? new Decimal(value.slice(mark.length)) : value,
  );
}
