import { ApiError, ApiErrorCode, isApiError } from '../api';
import { DiagnosticError, Path } from '../tfplugin';

/** What to do in Terraform, by the error's code, instead of what the client's message advises: the one place that says so. */
const REMEDIES: { readonly [code in ApiErrorCode]?: string } = {
  NOT_FOUND: 'It may have been deleted outside Terraform, or the key may belong to another organisation. Run terraform plan again to see what is left.',
  RATE_LIMITED: 'Set requests_per_second in the provider\'s configuration, or run it with a smaller -parallelism.',
  ABORTED: 'Terraform was interrupted. Run it again.',
};

/** More to say than the code does. */
export interface Explanation {
  /** What it is about, such as `integration "edge"`. */
  readonly subject?: string;
  /** Which argument is at fault. */
  readonly path?: Path;
  /** Instead of the code's own. */
  readonly remedy?: string;
}

/**
 * The diagnostic for an error of the API; anything else comes back as it is, for the framework to report.
 * @param action what was tried, such as `create the integration`
 */
export function explain(action: string, error: unknown, { subject, path, remedy }: Explanation = {}): unknown {
  if (!isApiError(error)) return error;
  const next = remedy ?? REMEDIES[error.code];
  const said = next ? withoutAdvice(error) : error.message;
  const what = subject ? `${subject}: ${said}` : said;
  return DiagnosticError.of(`Unable to ${action}`, next ? `${what}\n\n${next}` : what, path);
}

/** The error's message up to its general advice, for whoever gives a better one. */
export function withoutAdvice({ message, details: { advice } }: ApiError): string {
  return advice ? message.replace(` ${advice}`, '') : message;
}

/** Whether the answer was lost: the call may have been carried out. */
export function isLost(error: unknown): error is ApiError {
  return isApiError(error) && error.details.mayHaveTakenEffect;
}

/** How to bring something that exists into Terraform's state, in both forms. */
export function howToImport(resourceType: string, id: string): string {
  return `terraform import ${resourceType}.NAME ${quotedForShell(id)}\n\nor, in the configuration:\n\n`
    + `import {\n  to = ${resourceType}.NAME\n  id = ${JSON.stringify(id).replace(/[$%]\{/g, (mark) => `${mark[0]}${mark}`)}\n}`;
}

function quotedForShell(text: string): string {
  return /^[\w/:.@-]+$/.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
