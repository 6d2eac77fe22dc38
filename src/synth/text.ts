/**
 * Escapes what Terraform would take for a template in a text that is written to its JSON, such as a shell script's `${NAME}`.
 * Tokens of the toolkit stay what they are, also behind a `$`, which would escape them.
 */
export function literalText(text: string): string {
  // What JavaScript passes in place of a text is for the checks.
  if (typeof text !== 'string') return text;
  return text.replace(/\$\{(?!TfToken\[)/g, '$$${').replace(/\$+(?=\$\{TfToken\[)/g, (marks) => `\${"${marks}"}`).replace(/%\{/g, '%%{');
}

/** The same for every text, and every list of texts, among the arguments of a resource: what a user writes arrives as it was written. */
export function literalArguments<T extends object>(args: T): T {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, literalValue(value)])) as T;
}

function literalValue(value: unknown): unknown {
  if (typeof value === 'string') return literalText(value);
  return Array.isArray(value) ? value.map(literalValue) : value;
}
