import { redact } from '../log';

const CRASHED = 2;

/**
 * Lets nothing that was thrown past every handler end the process in silence: Terraform shows the user what follows `panic: ` on
 * standard error, even without a log.
 */
export function reportCrashes(providerName: string, version: string, bugReportUrl: string): void {
  process.on('uncaughtException', (error: unknown) => {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    const report = `panic: provider ${providerName} ${version}: ${text}\n\nPlease report it at ${bugReportUrl}`;
    process.stderr.write(`${redact(report)}\n`);
    process.exit(CRASHED);
  });
  // Terraform may have closed its ends already.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
