import { conditional, Fn, IResolvable, Token } from 'cdktf';
import { isKnown } from './checks';

/**
 * A text that must not hold what a file's syntax cannot, for values that only Terraform knows too: the apply, or the plan where
 * the value is known by then, fails with the message. The value itself is in no message: it may be a secret. A literal is checked at once.
 * @param forbidden finds what is forbidden: a regular expression that Go and JavaScript read alike
 * @param message names the construct, and says what to do
 */
export function guarded(value: string, forbidden: string, message: string): string {
  if (!isKnown(value)) {
    const given = argument(value);
    return Token.asString(conditional(Fn.can(Fn.regex(quoted(forbidden), given)), failure(message), given));
  }
  if (new RegExp(forbidden).test(value)) throw new Error(message);
  return value;
}

/** A text under a condition that only Terraform can judge: where it does not hold, the apply fails with the message. */
export function demanded(value: string, condition: IResolvable, message: string): string {
  return Token.asString(conditional(condition, argument(value), failure(message)));
}

/** Terraform has no function that fails with a text; this one does, because it prints what it was given. */
function failure(message: string): IResolvable {
  return Fn.tobool(quoted(message));
}

/** A text as an argument of a function; the toolkit leaves backslashes, carriage returns and directives to its caller. */
export function quoted(text: string): string {
  return Fn.rawString(text.replace(/\\/g, '\\\\').replace(/\r/g, '\\r').replace(/%\{/g, '%%{'));
}

/** A token as it stands in a text. */
const TOKEN = /(\$\{TfToken\[[^\]]+\]\})/;

/** A text that Terraform knows, or knows a part of, as an argument of a function: what stands around its tokens is quoted. */
export function argument(text: string): string {
  const pieces = text.split(TOKEN).filter((piece) => piece !== '');
  return pieces.length === 1 ? text : Fn.join('', pieces.map((piece) => (isKnown(piece) ? quoted(piece) : piece)));
}
