/**
 * The package as a user gets it: packed, installed in a new folder with the toolkit from the registry, type-checked, then deployed
 * and destroyed against the emulator that came with it. Takes a few minutes; `npm test` leaves it out.
 */
import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(__dirname, '..');
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string; devDependencies: { [name: string]: string }; peerDependencies: { [name: string]: string };
};

const APP = `
const { App, TerraformOutput, TerraformStack } = require('cdktf');
const { BouncerComponent, BouncerConfig, CrowdsecProvider, Integration, OutputFormat } = require('cdktf-crowdsec');

const app = new App();
const stack = new TerraformStack(app, 'packed');
new CrowdsecProvider(stack, 'crowdsec');
const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.REMEDIATION_COMPONENT, subscriptions: { vendors: ['Microsoft'] } });
const mirror = new BouncerConfig(stack, 'mirror', { component: BouncerComponent.BLOCKLIST_MIRROR, integration: edge });
new TerraformOutput(stack, 'config', { value: mirror.content, sensitive: true });
app.synth();
`;

const ENTRIES_CONSUMER = `
import { ApiError, Client, createClient } from 'cdktf-crowdsec/api';
import { Emulator, startEmulator } from 'cdktf-crowdsec/emulator';

export async function names(): Promise<string[]> {
  const emulator: Emulator = await startEmulator({ seed: 3 });
  const client: Client = createClient({ apiKey: emulator.apiKey, apiUrl: emulator.url });
  try {
    return (await client.vendors.list()).map((vendor) => vendor.value);
  } catch (error) {
    throw error instanceof ApiError ? new Error(error.code) : error;
  } finally {
    await client.close();
    await emulator.close();
  }
}
`;

const CONSTRUCTS_CONSUMER = `
import { TerraformStack } from 'cdktf';
import { CrowdsecProvider, Duration, Integration, OutputFormat, PaloAltoExternalDynamicList, PanosProvider } from 'cdktf-crowdsec';

export class Lists extends TerraformStack {
  readonly names: string[];
  constructor(scope: any, id: string) {
    super(scope, id);
    new CrowdsecProvider(this, 'crowdsec');
    new PanosProvider(this, 'panos');
    const integration = new Integration(this, 'edge', { outputFormat: OutputFormat.PALOALTO });
    this.names = new PaloAltoExternalDynamicList(this, 'list', { integration, refreshInterval: Duration.days(1) }).listNames;
  }
}
`;

/** Resolution as Node 10 did it, which reads typesVersions, and as Node does now, which reads exports. */
const RESOLUTIONS = {
  node10: { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
  node16: { module: 'node16', moduleResolution: 'node16' },
};

const USE_ENTRIES = `
const { createClient } = require('cdktf-crowdsec/api');
const { startEmulator } = require('cdktf-crowdsec/emulator');
startEmulator().then(async (emulator) => {
  const client = createClient({ apiKey: emulator.apiKey, apiUrl: emulator.url });
  const info = await client.info();
  await client.close();
  await emulator.close();
  if (!info.organization_id) throw new Error('no organisation');
});
`;

let work = '';
let app = '';
let environment: NodeJS.ProcessEnv = {};

function step(text: string): void {
  console.log(`== ${text}`);
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** Runs a program to its end; its output is shown when it fails. */
function run(program: string, args: readonly string[], cwd = app): string {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, { cwd, env: environment, encoding: 'utf8', maxBuffer: 2 ** 26 });
  must(status === 0, `${program} ${args.join(' ')} ended with ${status ?? signal ?? error?.message}:\n${stdout}${stderr}`);
  return stdout;
}

function bin(name: string, ...args: string[]): string {
  return run(join(app, 'node_modules', '.bin', name), args);
}

function write(name: string, content: string | object): void {
  writeFileSync(join(app, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

function pack(): string {
  step('npm pack');
  const [{ filename, size, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work], ROOT)) as
    [{ filename: string; size: number; files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  const stray = paths.filter((path) => !/^(lib\/|bin\/|node_modules\/yaml\/|package\.json$|\.jsii$|README|LICENSE|CHANGELOG|API\.md)/.test(path));
  must(stray.length === 0, `the package holds what no user needs: ${stray.join(', ')}`);
  for (const path of [
    '.jsii', 'lib/provider/plugin.cjs', 'lib/cli/main.js', 'lib/sophos/main.js', 'lib/gate/main.js', 'lib/api/index.d.ts', 'lib/emulator/index.d.ts',
    'lib/THIRD-PARTY-NOTICES.txt', 'node_modules/yaml/package.json',
  ]) {
    must(paths.includes(path), `the package lacks ${path}`);
  }
  console.log(`${filename}: ${paths.length} files, ${(size / 1e6).toFixed(1)} MB`);
  return join(work, filename);
}

function install(tarball: string): void {
  step('install it, with the toolkit, in a new folder');
  const tools = Object.fromEntries(['cdktf-cli', 'typescript', '@types/node'].map((name) => [name, PACKAGE.devDependencies[name]]));
  write('package.json', {
    name: 'packed-app',
    version: '1.0.0',
    private: true,
    dependencies: { 'cdktf-crowdsec': `file:${tarball}`, ...PACKAGE.peerDependencies },
    devDependencies: tools,
  });
  run('npm', ['install', '--no-audit', '--no-fund']);
}

function checkTypes(): void {
  write('entries.ts', ENTRIES_CONSUMER);
  write('constructs.ts', CONSTRUCTS_CONSUMER);
  for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
    step(`types of the entries, resolved as ${name}, libraries checked`);
    write('tsconfig.json', {
      compilerOptions: { ...resolution, strict: true, noEmit: true, target: 'es2022', skipLibCheck: false, types: ['node'] },
      files: ['entries.ts', 'constructs.ts'],
    });
    bin('tsc', '-p', 'tsconfig.json');
  }
}

async function startEmulator(): Promise<{ process: ChildProcess; url: string; controlUrl: string; apiKey: string }> {
  const child = spawn(join(app, 'node_modules', '.bin', 'cdktf-crowdsec'), ['emulator', '--json'], {
    cwd: app, env: environment, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the emulator ended with ${code}`)));
  const [line] = await Promise.race([once(createInterface({ input: child.stdout! }), 'line'), ended]) as [string];
  ended.catch(() => undefined);
  return { process: child, ...JSON.parse(line) };
}

async function deployAndDestroy(): Promise<void> {
  step('start the emulator that came with it');
  const emulator = await startEmulator();
  try {
    environment = { ...environment, CROWDSEC_SERVICE_API_URL: emulator.url, CROWDSEC_SERVICE_API_KEY: emulator.apiKey };
    const names = async (): Promise<string[]> => {
      const { integrations } = await (await fetch(`${emulator.controlUrl}/snapshot`)).json() as { integrations: { name: string }[] };
      return integrations.map(({ name }) => name);
    };
    write('main.js', APP);
    write('cdktf.json', { language: 'typescript', app: 'node main.js', projectId: 'packed', sendCrashReports: 'false' });
    step('cdktf deploy');
    bin('cdktf', 'deploy', '--auto-approve', 'packed');
    must((await names()).length === 1, 'the integration does not exist after the deployment');
    step('cdktf destroy');
    bin('cdktf', 'destroy', '--auto-approve', 'packed');
    must((await names()).length === 0, 'the integration is left after the destruction');
  } finally {
    const exited = once(emulator.process, 'exit');
    emulator.process.kill('SIGTERM');
    await exited;
  }
}

async function main(): Promise<void> {
  work = mkdtempSync(join(realpathSync(tmpdir()), 'pack-test-'));
  app = join(work, 'app');
  mkdirSync(app);
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|CROWDSEC_|npm_)/.test(name));
  environment = { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', CI: '1', NO_COLOR: '1' };
  try {
    install(pack());
    step('the commands');
    must(bin('cdktf-crowdsec', 'version').includes(PACKAGE.version), 'the installed command line has another version');
    must(bin('terraform-provider-crowdsec', '--version').trim() === PACKAGE.version, 'the installed plugin has another version');
    step('require the entries');
    run(process.execPath, ['-e', USE_ENTRIES]);
    checkTypes();
    await deployAndDestroy();
    console.log('the packed package works');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
