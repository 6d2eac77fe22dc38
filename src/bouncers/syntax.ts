/**
 * How a value is written into a file so that it cannot break out of its place. Said as data, because a value may be known only to
 * Terraform: the constructs build Terraform's own functions from the same table.
 */
export interface Syntax {
  /** As messages name it. */
  readonly name: string;
  /** What is replaced by what, one after the other. */
  readonly replacements: readonly (readonly [string, string])[];
  /** Characters that the syntax cannot hold, as the inside of a regular expression's brackets; JavaScript and RE2 read it alike. */
  readonly forbidden: string;
}

/** Writes a value in a syntax: the value itself, or what Terraform makes of it. */
export type WriteValue = (value: string, syntax: Syntax) => string;

/** Control characters, and what parsers of YAML take for a line break, a byte order mark, or no character at all. */
const CONTROL = '\\x00-\\x1f\\x7f-\u009f\u2028\u2029\ufeff\ufffe\uffff';

const QUOTED = [['\\', '\\\\'], ['"', '\\"']] as const;

/** Inside double quotes of YAML and JSON. */
export const YAML: Syntax = { name: 'YAML', replacements: QUOTED, forbidden: CONTROL };

/**
 * The YAML of CrowdSec's programs in Go, which put the environment into the text, wherever a `$` stands, before it is read as YAML. An
 * escape of YAML would not hold: a file that is merged with its `.local` is written anew.
 */
export const ENV_YAML: Syntax = { name: 'YAML with $VARIABLES', replacements: QUOTED, forbidden: `${CONTROL}$` };

/** Traefik's YAML, which is a template of Go before it is YAML: no `{` may be seen by it. */
export const TEMPLATE_YAML: Syntax = { name: 'YAML', replacements: [...QUOTED, ['{', '\\x7b']], forbidden: CONTROL };

/**
 * `KEY=VALUE` of the Lua components, which knows no quotes. Container images write values with a substitution that is delimited by
 * commas, so `,`, `&` and `\` are refused as well.
 */
export const KEY_VALUE: Syntax = { name: 'KEY=VALUE', replacements: [], forbidden: `${CONTROL} ,&\\\\` };

/**
 * Inside double quotes of a Caddyfile, where a backslash cannot be escaped, braces stand for the environment, and `<<` at the start is
 * read as more than text.
 */
export const CADDYFILE: Syntax = { name: 'a Caddyfile', replacements: [['"', '\\"']], forbidden: `${CONTROL}\\\\}{<` };

/** Inside single quotes of PHP. */
export const PHP_STRING: Syntax = { name: 'PHP', replacements: [['\\', '\\\\'], ['\'', '\\\'']], forbidden: CONTROL };

/** A value that is known here, in a syntax. Throws if the syntax cannot hold it; the text of the error does not hold the value. */
export function writeLiteral(value: string, syntax: Syntax): string {
  // Half a surrogate pair has no form in UTF-8.
  if (new RegExp(`[${syntax.forbidden}]`).test(value) || /[\ud800-\udfff]/u.test(value)) {
    throw new Error(`it holds a character that ${syntax.name} cannot hold`);
  }
  return syntax.replacements.reduce((text, [from, to]) => text.split(from).join(to), value);
}
