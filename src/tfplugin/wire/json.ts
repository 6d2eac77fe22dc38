import { randomUUID } from 'node:crypto';
import { Decimal } from '../value';
import { fromDecimalText } from './numbers';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** `JSON.parse` that keeps every digit: a number that a double does not hold becomes a {@link Decimal}. */
export function parseJson(text: string): unknown {
  // Such numbers travel through JSON.parse as strings behind a mark that no text of the input can know.
  const mark = `${randomUUID()}:`;
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token[0] !== '"' && fromDecimalText(token) instanceof Decimal ? `"${mark}${token}"` : token,
  );
  if (marked.length === text.length) return JSON.parse(text);
  return JSON.parse(marked, (_, value) =>
    typeof value === 'string' && value.startsWith(mark) ? new Decimal(value.slice(mark.length)) : value,
  );
}
