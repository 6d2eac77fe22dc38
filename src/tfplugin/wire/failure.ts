import { Diagnostic, DiagnosticError } from '../diagnostics';
import { log } from '../log';
import { Misfit } from './misfit';

/** Who failed: quoted to the user, who has to report it. */
export interface ProviderIdentity {
  readonly typeName: string;
  readonly version: string;
  readonly bugReportUrl: string;
}

/** The one diagnostic of a call in which something was thrown. It holds no value of the call. */
export function failureDiagnostic(identity: ProviderIdentity, rpc: string, typeName: string | undefined, error: unknown): Diagnostic {
  if (error instanceof DiagnosticError) return error.diagnostic;
  const where = typeName ? `${rpc} of ${typeName}` : rpc;
  log('error', `${where} failed`, { stack: error instanceof Error ? String(error.stack) : '' });
  return {
    severity: 'error',
    summary: 'Provider failed unexpectedly',
    detail: [
      `Provider ${identity.typeName} ${identity.version} failed in ${where}: ${messageOf(error)}${placeOf(error)}.`,
      `This is a mistake in the provider. Please report it with this text at ${identity.bugReportUrl}.`,
    ].join('\n\n'),
    path: error instanceof Misfit && error.path.length ? error.path : undefined,
  };
}

/** What was thrown, in a line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `a ${typeof error} was thrown`;
  return text.split('\n')[0];
}

/** The first line of the stack that is in a file, without its folders. */
function placeOf(error: unknown): string {
  const frame = error instanceof Error && /\n\s+at (?:.*?\(|)(?:.*[\\/])?([^\\/()\s]+:\d+:\d+)\)?/.exec(error.stack ?? '');
  return frame ? ` (at ${frame[1]})` : '';
}
