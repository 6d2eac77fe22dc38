import { createHash } from 'node:crypto';
import { Fn } from 'cdktf';
import { isKnown } from './checks';
import { argument } from './guarded';

/** A text's digest, by which Terraform sees a change of it. The toolkit's function takes no quotes in a text that is known. */
export function digest(text: string): string {
  return isKnown(text) ? createHash('sha256').update(text).digest('hex') : Fn.sha256(argument(text));
}
