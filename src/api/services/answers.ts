import { parseJson, TooDeep } from '../bounds';
import type { Answer } from '../call';
import { type Reader, SchemaProblem } from '../schemas/reader';

/** The answer's JSON as a reader wants it; rejects with UNEXPECTED_ANSWER that names the field. */
export function read<T>(answer: Answer, reader: Reader<T>): T {
  let json: unknown;
  try {
    json = parseJson(answer.body);
  } catch (error) {
    if (error instanceof TooDeep) throw answer.unexpected(error.message);
    throw answer.unexpected(`its body (${answer.body.length} characters) is no JSON`);
  }
  try {
    return reader(json);
  } catch (error) {
    throw error instanceof SchemaProblem ? answer.unexpected(error.message) : error;
  }
}
