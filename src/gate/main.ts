/**
 * The helper that Terraform starts for a delivery gate: `wait` asks the management API until every integration serves, `probe` has one HEAD of
 * each one's content with its own credentials. They are two so that Terraform shows what the first says: it hides all output of a command
 * whose environment holds a secret. Everything comes from the environment; standard output and error hold nothing secret.
 */
import { constants } from 'node:os';
import { type Client, ClientOptionError, createClient } from '../api';
import { probeContent } from './probe';
import { GateError } from './problem';
import { clientOptions, type Gate, gateSettings } from './settings';
import { waitUntilServed } from './wait';

/** How often it looks whether Terraform still lives. */
const PARENT_INTERVAL_MS = 1000;

const COMMANDS: { readonly [command: string]: (gate: Gate) => Promise<void> } = {
  // It repeats by itself, and says so.
  wait: (gate) => withClient({ maxRetries: 0 }, (client) => waitUntilServed(gate, client, (line) => process.stdout.write(`Delivery gate: ${line}\n`))),
  probe: (gate) => withClient({}, (client) => probeContent(gate, client)),
};

async function withClient(more: { readonly maxRetries?: number }, use: (client: Client) => Promise<void>): Promise<void> {
  const client = createClient({ ...clientOptions(process.env), ...more });
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

async function run(command = ''): Promise<void> {
  if (!Object.hasOwn(COMMANDS, command)) throw new GateError(`"${command}" is no command; use ${Object.keys(COMMANDS).join(' or ')}`);
  await COMMANDS[command](gateSettings(process.env));
}

function fail(text: string, code: number): void {
  process.stderr.write(`Delivery gate: ${text}\n`);
  process.exitCode = code;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    fail(`ended by ${signal}`, 128 + constants.signals[signal]);
    process.exit();
  });
}

// Terraform that is killed tells nobody.
const parent = process.ppid;
setInterval(() => (process.ppid === parent ? undefined : process.exit(1)), PARENT_INTERVAL_MS).unref();

run(process.argv[2]).catch((error: Error) => {
  const isForUser = error instanceof GateError || error instanceof ClientOptionError;
  fail(isForUser ? error.message : `${error.name}: ${error.message}. Please report it with this text`, 1);
});
