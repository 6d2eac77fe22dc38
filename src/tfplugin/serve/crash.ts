import type { Provider } from '../contracts';
import { redact } from '../log';

const CRASHED = 2;

/**
 * Lets nothing that was thrown past every handler end the process in silence: Terraform shows the user what follows `panic: ` on
 * standard error, even without a log.
 */
export function reportCrashes(address: string, loaded: () => Provider | undefined): void {
  process.on('uncaughtException', (error: unknown) => {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    const provider = loaded();
    const report = provider
      ? `panic: provider ${provider.typeName} ${provider.version}: ${text}\n\nPlease report it at ${provider.bugReportUrl}`
      : `panic: provider ${address} could not be loaded: ${text}`;
    process.stderr.write(`${redact(report)}\n`);
    process.exit(CRASHED);
  });
  // Terraform may have closed its ends already.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
