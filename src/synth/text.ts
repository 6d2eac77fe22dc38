/**
 * Escapes what Terraform would take for a template in a text that is written to its JSON, such as a shell script's `${NAME}`.
 * Tokens of the toolkit stay what they are.
 */
export function literalText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$${').replace(/%\{/g, '%%{');
}
