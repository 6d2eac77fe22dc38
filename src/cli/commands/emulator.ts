import type { Emulator } from '../../emulator';
import { CliError } from '../errors';
import { Command, EXIT, someText, wholeNumber } from '../options';

interface EmulatorOptions {
  readonly port?: number;
  readonly host?: string;
  readonly apiKey?: string;
  readonly state?: string;
  readonly seed?: number;
  readonly ui?: boolean;
  readonly json?: boolean;
}

export const emulatorCommand: Command<EmulatorOptions> = {
  name: 'emulator',
  summary: 'run an emulator of the CrowdSec Service API',
  description: 'Run an emulator of the CrowdSec Service API in the foreground, until it is interrupted (SIGINT or SIGTERM).',
  options: [
    { flags: '--port <number>', description: 'port to listen on', defaultText: 'a free one', parse: wholeNumber(0, 65_535) },
    { flags: '--host <address>', description: 'address to listen on; a warning says so when it is not loopback', defaultText: '127.0.0.1' },
    { flags: '--api-key <key>', description: 'key that it takes for the organisation\'s', defaultText: 'emulator-key', parse: someText },
    { flags: '--state <file>', description: 'file that keeps what exists from one run to the next', defaultText: 'none' },
    { flags: '--seed <number>', description: 'number that the catalogue is made from', parse: wholeNumber(0, 2 ** 31 - 1) },
    { flags: '--ui', description: 'serve a page that shows what it holds and what it is asked, and arms faults' },
    { flags: '--json', description: 'print one line of JSON with url, controlUrl and apiKey, and uiUrl with --ui, once it listens' },
  ],
  examples: [
    ['cdktf-crowdsec emulator', 'try a stack without an account'],
    ['cdktf-crowdsec emulator --port 8787 --state crowdsec.json', 'come back to it tomorrow'],
    ['cdktf-crowdsec emulator --ui', 'watch it in a browser'],
    ['cdktf-crowdsec emulator --json', 'start it from a script'],
  ],
  async run({ json, ...options }) {
    // Listened to from the start: an early signal must not cut the start in two.
    const interrupted = signal('SIGINT', 'SIGTERM');
    const emulator = await start(options);
    const { url, controlUrl, uiUrl, apiKey } = emulator;
    if (options.host !== undefined && !LOOPBACK.test(options.host)) process.stderr.write(exposed(options.host));
    process.stdout.write(json ? `${JSON.stringify({ url, controlUrl, uiUrl, apiKey })}\n` : greeting(emulator));
    await interrupted;
    await emulator.close();
    return EXIT.fine;
  },
};

async function start(options: Omit<EmulatorOptions, 'json'>) {
  const { startEmulator } = await import('../../emulator');
  try {
    return await startEmulator(options);
  } catch (error) {
    throw new CliError(`the emulator cannot start: ${(error as Error).message}`, ...adviceOn(error as NodeJS.ErrnoException, options));
  }
}

function adviceOn({ code }: NodeJS.ErrnoException, { port, host }: EmulatorOptions): string[] {
  if (code === 'EADDRINUSE') return [`something else listens on port ${port}; choose another --port, or leave it out for a free one`];
  if (code === 'EACCES') return [`this user may not listen on port ${port}; choose one above 1023`];
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return [`"${host}" is no address of this machine; leave --host out for 127.0.0.1`];
  return [];
}

function signal(...names: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => names.forEach((name) => process.once(name, () => resolve())));
}

/** What this machine alone can reach. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

function exposed(host: string): string {
  return `warning: the emulator listens on ${host}, beyond loopback: whoever reaches that address can change what it holds, because its control API `
    + 'takes no key, and the key travels in plain text. Leave --host out for 127.0.0.1\n';
}

function greeting({ url, controlUrl, uiUrl, apiKey }: Emulator): string {
  return `Emulator of the CrowdSec Service API
  service  ${url}
  control  ${controlUrl}${uiUrl === undefined ? '' : `\n  page     ${uiUrl}`}

Point provider and client at it:
  export CROWDSEC_SERVICE_API_URL=${url}
  export CROWDSEC_SERVICE_API_KEY=${apiKey}

Ctrl-C ends it.
`;
}
