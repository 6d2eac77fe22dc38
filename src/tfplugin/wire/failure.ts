import { Diagnostic, DiagnosticError } from '../diagnostics';
import { Misfit } from './misfit';
import { BugReport } from '../semantics/bug';

/** The one diagnostic of a call in which something was thrown. It holds no value of the call. */
export function failureDiagnostic(bug: BugReport, rpc: string, typeName: string | undefined, error: unknown): Diagnostic {
  if (error instanceof DiagnosticError) return error.diagnostic;
  const call = typeName ? `${rpc} of ${typeName}` : rpc;
  // A misfit names kinds and places only; any other error's text may hold what is secret.
  return error instanceof Misfit ? bug.diagnostic(`${call} failed: ${error.message}`, error.path.slice(0, 1)) : bug.thrown(call, error);
}
