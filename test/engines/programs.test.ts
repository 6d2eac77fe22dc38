/** What runs without an engine, on each Node: the command line, the entries that programs require, a stack of constructs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { withNode } from './support/node-on-path';
import { version as ourVersion } from '../../package.json';
import { NODES, SUPPORTED_NODES } from '../../scripts/nodes';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, CommandResult, run, temporaryFolder } from '../support/terraform';

const BIN = join(__dirname, '..', '..', 'bin');
const COMMAND = join(BIN, 'cdktf-crowdsec');
const NO_SERVICE = { url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' };

/** A warning of Node about what it is going to remove is an error here. */
const strictly = (extra: NodeJS.ProcessEnv = {}) => cleanEnvironment({ NODE_OPTIONS: '--throw-deprecation', ...extra });

const USE_ENTRIES = `
const { createClient } = require('cdktf-crowdsec/api');
const { startEmulator } = require('cdktf-crowdsec/emulator');
startEmulator().then(async (emulator) => {
  const client = createClient({ apiKey: emulator.apiKey, apiUrl: emulator.url });
  const { id } = await client.integrations.create({ name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' });
  const names = (await client.integrations.list()).map(({ name }) => name);
  await client.integrations.delete(id);
  await client.close();
  await emulator.close();
  console.log(names.join());
});
`;

const STACK = `
const { App, TerraformStack } = require('cdktf');
const { CrowdsecProvider, Integration, OutputFormat } = require('cdktf-crowdsec');
const app = new App();
const stack = new TerraformStack(app, 'edge');
new CrowdsecProvider(stack, 'crowdsec');
new Integration(stack, 'edge', { outputFormat: OutputFormat.PLAIN_TEXT, subscriptions: { vendors: ['Microsoft'] } }).addOutputs();
app.synth();
`;

/** An app beside the built package; gone after the test. */
function inApp(): { app: CdktfApp } {
  const holder = {} as { app: CdktfApp };
  beforeEach(() => { holder.app = new CdktfApp(NO_SERVICE); });
  afterEach(() => holder.app.end());
  return holder;
}

const succeeded = (stdout: unknown): Partial<Record<keyof CommandResult, unknown>> => ({ code: 0, stderr: '', stdout });

describe.each(SUPPORTED_NODES)('Node %s', (version) => {
  withNode(version);
  const inside = inApp();

  test('the commands say their versions', async () => {
    expect(await run(COMMAND, ['version'], { env: strictly() })).toMatchObject(succeeded(expect.stringMatching(`${ourVersion}[^]*Node.js ${version}`)));
    expect(await run(join(BIN, 'terraform-provider-crowdsec'), ['--version'], { env: strictly() })).toMatchObject(succeeded(`${ourVersion}\n`));
  });

  test('the command install writes the plugin', async () => {
    const home = temporaryFolder('home');
    const { code, stdout, stderr } = await run(COMMAND, ['install'], { env: strictly({ HOME: home }) });
    const file = /^written: (.*)$/m.exec(stdout)?.[1] ?? '';
    expect([code, stderr, readdirSync(dirname(file))]).toEqual([0, '', [`terraform-provider-crowdsec_v${ourVersion}.cjs`]]);
    rmSync(home, { recursive: true });
  });

  test('the command emulator answers, and ends when it is told to', async () => {
    const emulator = spawn(COMMAND, ['emulator', '--json'], { env: strictly(), stdio: ['ignore', 'pipe', 'pipe'] });
    let warnings = '';
    emulator.stderr.on('data', (chunk: Buffer) => { warnings += chunk; });
    const ended = once(emulator, 'close');
    try {
      const [line] = await Promise.race([once(createInterface({ input: emulator.stdout }), 'line'), ended.then(() => [warnings])]);
      const { url, apiKey } = JSON.parse(line);
      expect((await fetch(`${url}/info`, { headers: { 'x-api-key': apiKey } })).status).toBe(200);
    } finally {
      emulator.kill('SIGTERM');
    }
    expect([await ended, warnings]).toEqual([[0, null], '']);
  });

  test('a script requires client and emulator', async () => {
    inside.app.write('script.js', USE_ENTRIES);
    expect(await run('node', ['script.js'], { cwd: inside.app.dir, env: strictly() })).toMatchObject(succeeded('edge\n'));
  });

  test('an app synthesises a stack, with the plugin beside it', async () => {
    inside.app.write('main.js', STACK);
    expect(await run('node', ['main.js'], { cwd: inside.app.dir })).toMatchObject(succeeded(''));
    const { resource } = JSON.parse(inside.app.read('cdktf.out/stacks/edge/cdk.tf.json'));
    expect(Object.keys(resource)).toEqual(['crowdsec_integration', 'crowdsec_vendor_subscription']);
    expect(existsSync(join(inside.app.stackFolder('edge'), 'terraform.d', 'plugins'))).toBe(true);
  });
});

describe(`Node ${NODES.refused}`, () => {
  const node = withNode(NODES.refused);
  const inside = inApp();
  const refusal = (what: string) => `${what} needs Node.js 20.9 or newer; this is v${NODES.refused} at ${node}; install a newer Node.js, or put it first in PATH`;

  test('is refused by the command line', async () => {
    const { code, output } = await run(COMMAND, ['version']);
    expect([code, output]).toEqual([1, expect.stringContaining(refusal('cdktf-crowdsec'))]);
  });

  test.each(['cdktf-crowdsec/api', 'cdktf-crowdsec/emulator'])('is refused by %s, with an error that a script gets', async (entry) => {
    inside.app.write('script.js', `try { require('${entry}'); } catch (error) { console.log(error.message); }`);
    const { code, output } = await run('node', ['script.js'], { cwd: inside.app.dir });
    expect([code, output]).toEqual([0, expect.stringContaining(refusal(entry))]);
  });
});
