import { checkCombination } from './combinations';
import type { DoctorOptions } from './doctor-options';
import { inputsOf } from './inputs';
import { checkPageFile, writePage } from './page-file';
import { summaryLine, textReport } from './text-report';
import { watch } from './watch';
import { diagnose, type Report } from '../../doctor';
import { CliError } from '../errors';
import { EXIT } from '../options';

const WATCH_SECONDS = 900;

export async function runDoctor(options: DoctorOptions): Promise<number> {
  const { json = false, html, strict = false } = options;
  checkCombination(options);
  if (html !== undefined) checkPageFile(html);
  const inputs = await inputsOf(options, process.env);
  const report = options.watch
    ? await watch((signal) => diagnose({ ...inputs, signal }), {
      timeoutMs: (options.timeout ?? WATCH_SECONDS) * 1000,
      isHealthy: (seen) => exitCodeOf(seen, strict) === EXIT.fine,
      tell,
    })
    : await diagnose(inputs);
  if (!report) throw new CliError('interrupted before everything was looked at once; there is nothing to report');
  process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : textReport(report, process.stdout.isTTY && !process.env.NO_COLOR));
  if (html !== undefined) writePage(html, report);
  return exitCodeOf(report, strict);
}

function exitCodeOf({ summary }: Report, strict: boolean): number {
  if (summary.fail > 0) return EXIT.failed;
  return strict && summary.warn > 0 ? EXIT.warned : EXIT.fine;
}

/** Progress, beside the report. */
function tell({ checks, summary, generated_at: at }: Report, nextMs: number): void {
  const worst = checks.find(({ status }) => status === 'fail') ?? checks.find(({ status }) => status === 'warn');
  const first = worst ? `; first ${worst.id}${worst.subject === null ? '' : ` of ${worst.subject}`}: ${worst.detail}` : '';
  process.stderr.write(`${at.slice(11, 19)} ${summaryLine(summary)}${first}; next look in ${Math.ceil(nextMs / 1000)} s\n`);
}
