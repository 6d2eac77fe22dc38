import { Provider } from '../contracts';
import { Diagnostic } from '../diagnostics';
import { formatPath, Path } from '../path';
import { Misfit } from './fit';

/** Wording of what is nobody's mistake but the provider's. Never a value in it, nor an error's own text: both may be secret. */
export class BugReport {
  constructor(private readonly provider: Pick<Provider, 'typeName' | 'version' | 'bugReportUrl'>) {}

  /** @param what a sentence that says what was observed, without its full stop */
  diagnostic(what: string, path?: Path, hint = ''): Diagnostic {
    const { typeName, version, bugReportUrl } = this.provider;
    const whose = `This is a bug in the provider ${typeName} ${version}, not in your configuration.`;
    const report = `Please report it at ${bugReportUrl} with this message, the resource's configuration without its secrets, and what you ran.`;
    return { severity: 'error', summary: `Bug in the provider "${typeName}"`, detail: [`${what}.`, whose, report, hint].filter(Boolean).join(' '), path };
  }

  thrown(doing: string, error: unknown, hint = ''): Diagnostic {
    const place = error instanceof Error ? placeOf(error) : undefined;
    const kind = error instanceof Error ? [error.constructor.name, codeOf(error)].filter(Boolean).join(' ') : `a value of type ${typeof error}`;
    const what = `${capitalised(doing)} failed: ${kind} was thrown${place ? ` at ${place}` : ''} (its text is left out: it could hold a secret)`;
    return this.diagnostic(what, undefined, hint);
  }

  /** @param text continues a sentence that starts with the attribute */
  rule(doing: string, path: Path, text: string): Diagnostic {
    return this.diagnostic(`${capitalised(doing)} was answered against Terraform's rules: "${formatPath(path)}" ${text}`, topLevel(path));
  }

  misfit(doing: string, { kind, path, expected }: Misfit): Diagnostic {
    const where = path.length > 0 ? `"${formatPath(path)}"` : 'the answer';
    const what = kind === 'extra' ? `${where} is not in the schema` : `${where} should be ${expected}`;
    return this.diagnostic(`${capitalised(doing)} was answered with something that does not fit the schema: ${what}`, topLevel(path));
  }
}

/** Deeper steps may exist in the answer only, and a path that Terraform cannot follow hides the message's place. */
function topLevel(path: Path): Path | undefined {
  return path.length > 0 ? path.slice(0, 1) : undefined;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Such as ENOENT: Node's own word for what happened, never a text. */
function codeOf({ code }: NodeJS.ErrnoException): string | undefined {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : undefined;
}

/** Function, file name, line and column of the innermost frame that is not Node's own; folders are the machine's own business. */
function placeOf({ stack = '', message }: Error): string | undefined {
  const frames = stack.slice(message ? stack.indexOf(message) + message.length : 0).split('\n').filter((line) => !line.includes('node:'));
  const match = /^\s+at (?:(.+?) \()?(?:[^()\s]*[\\/])?([^()\\/\s]+:\d+:\d+)\)?$/m.exec(frames.join('\n'));
  return match ? [match[1], match[2]].filter(Boolean).join(' in ') : undefined;
}
