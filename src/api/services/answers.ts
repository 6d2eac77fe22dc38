import type { Answer } from '../call';
import { type Reader, SchemaProblem } from '../schemas/reader';

/** The answer's JSON as a reader wants it; rejects with UNEXPECTED_ANSWER that names the field. */
export function read<T>(answer: Answer, reader: Reader<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    throw answer.unexpected(`its body (${answer.body.length} characters) is no JSON`);
  }
  try {
    return reader(json);
  } catch (error) {
    throw error instanceof SchemaProblem ? answer.unexpected(error.message) : error;
  }
}
