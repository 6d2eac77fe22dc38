/**
 * `npm run demo`: the whole way through with the real programs, against the emulator. Each step says what happens now and why it
 * matters, checks what it says, and ends the demo with exit code 1 if it is not so.
 */
import { ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import colors from 'picocolors';

const ROOT = resolve(__dirname, '..');
const WORK = join(ROOT, '.cache', 'demo');
const STACK = 'end-to-end';
const NAME = 'demo_blocklist';
const NEW_NAME = 'demo_blocklist_v2';

class DemoError extends Error {}

interface Emulator {
  readonly url: string;
  readonly controlUrl: string;
  readonly apiKey: string;
}

interface Result {
  readonly code: number;
  readonly output: string;
}

let steps = 0;
function step(what: string, why: string): void {
  steps += 1;
  console.log(`\n${colors.bold(colors.cyan(`${steps}. ${what}`))}\n   ${colors.dim(why)}`);
}

function shows(line: string): void {
  console.log(`   ${line}`);
}

function expect(condition: boolean, otherwise: string): void {
  if (!condition) throw new DemoError(otherwise);
}

/** Runs a program in the demo's folder; shows the lines that a reader would look for. */
function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv, options: { cwd?: string; show?: RegExp } = {}): Promise<Result> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: options.cwd ?? WORK, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output += `${line}\n`;
        if (options.show?.test(line)) shows(line.trim());
      });
    }
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** The same for a program that has to succeed. */
async function must(program: string, args: readonly string[], env: NodeJS.ProcessEnv, options: { show?: RegExp } = {}): Promise<string> {
  const { code, output } = await run(program, args, env, options);
  expect(code === 0, `${program} ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}

/** The program that the toolkit will start, and what it calls itself. */
async function terraformVersion(program: string, env: NodeJS.ProcessEnv): Promise<string> {
  const output = await must(program, ['version'], env);
  return /(?:Terraform|OpenTofu) v\S+/.exec(output)?.[0] ?? program;
}

function startEmulator(env: NodeJS.ProcessEnv): Promise<{ process: ChildProcess; emulator: Emulator }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'cdktf-crowdsec'), 'emulator', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    child.on('error', failed);
    child.on('exit', (code) => failed(new DemoError(`the emulator ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => done({ process: child, emulator: JSON.parse(line) as Emulator }));
  });
}

async function integrations(emulator: Emulator): Promise<any[]> {
  const answer = await fetch(`${emulator.url}/integrations`, { headers: { 'x-api-key': emulator.apiKey } });
  return ((await answer.json()) as { items: any[] }).items;
}

/** Fetches the blocklist as a firewall does: the endpoint's URL, Basic authentication, no key of the organisation. */
async function pull(login: Login): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
  return fetch(login.endpoint, { headers: { authorization } });
}

interface Login {
  readonly endpoint: string;
  readonly username: string;
  readonly password: string;
}

async function outputs(env: NodeJS.ProcessEnv): Promise<Login> {
  const file = join(WORK, 'outputs.json');
  await must('npx', ['cdktf', 'output', '--outputs-file', file, '--outputs-file-include-sensitive-outputs'], env);
  const stack = (JSON.parse(readFileSync(file, 'utf8')) as { [stack: string]: { [name: string]: string } })[STACK];
  rmSync(file);
  const value = (suffix: string) => {
    const name = Object.keys(stack).find((key) => key.endsWith(`_${suffix}`));
    expect(name !== undefined, `the stack has no output that ends in _${suffix}`);
    return stack[name!];
  };
  return { endpoint: value('endpoint'), username: value('username'), password: value('password') };
}

/** Changes the demo's copy of the example as a user would in an editor. */
function edit(from: string, to: string): void {
  const file = join(WORK, 'main.ts');
  const text = readFileSync(file, 'utf8');
  expect(text.includes(from), `main.ts has no ${JSON.stringify(from)} to change`);
  writeFileSync(file, text.replace(from, to));
  shows(`${colors.red(`- ${from}`)}`);
  shows(`${colors.green(`+ ${to}`)}`);
}

async function main(): Promise<void> {
  const started = Date.now();
  const { TF_CLI_CONFIG_FILE: _, ...inherited } = process.env;
  const env: NodeJS.ProcessEnv = { ...inherited, CHECKPOINT_DISABLE: '1', CI: '1', FORCE_COLOR: '0', NO_COLOR: '1' };
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });

  // scripts/bootstrap.js has looked for it.
  const terraform = env.TERRAFORM_BINARY_NAME ?? 'terraform';
  const version = await terraformVersion(terraform, env);

  step('Start the emulator', 'It is the Service API as a local program: no account, no key, nothing leaves this machine.');
  const { process: child, emulator } = await startEmulator(env);
  try {
    Object.assign(env, { CROWDSEC_SERVICE_API_URL: emulator.url, CROWDSEC_SERVICE_API_KEY: emulator.apiKey });
    shows(`listening on ${emulator.url}; the programs are ${version} and cdktf`);

    step('Synthesise the stack', 'TypeScript becomes Terraform\'s JSON, and the provider is put beside it: nothing to install, no registry to ask.');
    cpSync(join(ROOT, 'examples', 'constructs', STACK), WORK, { recursive: true });
    await must('npx', ['cdktf', 'synth'], env);
    shows(`examples/constructs/${STACK}/main.ts → cdktf.out/stacks/${STACK}/cdk.tf.json`);

    step('cdktf deploy', 'Terraform plans and applies: one integration, subscribed to a vendor, a CVE and a fingerprint.');
    await must('npx', ['cdktf', 'deploy', '--auto-approve'], env, { show: /Creation complete|Apply complete/ });
    const [created] = await integrations(emulator);
    expect(created?.name === NAME, `the service should have the integration "${NAME}"`);
    expect(created.vendors.length === 1 && created.cves.length === 1 && created.fingerprints.length === 1, 'the integration should have three subscriptions');

    step('Show the outputs', 'A firewall needs a URL, a user name and a password. The password exists in Terraform\'s state and nowhere in this text.');
    const shown = await must('npx', ['cdktf', 'output'], env, { show: /<sensitive>|username/ });
    const first = await outputs(env);
    shows(`endpoint: ${first.endpoint}`);
    expect(!shown.includes(first.password), 'the outputs show the password');

    step('Fetch the blocklist as a firewall would', 'With the integration\'s own credentials, not the organisation\'s key.');
    const answer = await pull(first);
    expect(answer.status === 200, `the endpoint answered ${answer.status}`);
    const addresses = (await answer.text()).trim().split('\n');
    shows(`${answer.status}: ${addresses.length} addresses, such as ${addresses.slice(0, 3).join(', ')}`);

    step('Rename the integration and rotate its credentials', 'Both are updates in place. The service keys subscriptions by name: the provider sees to it that none is lost.');
    edit(`name: '${NAME}',`, `name: '${NEW_NAME}', credentialsVersion: '2',`);
    await must('npx', ['cdktf', 'deploy', '--auto-approve'], env, { show: /Modifications complete|Apply complete/ });
    const [changed] = await integrations(emulator);
    expect(changed.name === NEW_NAME && changed.id === created.id, 'the integration should be the same one under its new name');
    expect(changed.vendors.length === 1 && changed.cves.length === 1 && changed.fingerprints.length === 1, 'the subscriptions should have survived the rename');
    const second = await outputs(env);
    const [oldLogin, newLogin] = [await pull(first), await pull(second)];
    expect(oldLogin.status === 401 && newLogin.status === 200, `old credentials: ${oldLogin.status}, new ones: ${newLogin.status}`);
    shows(`same id, three subscriptions; old credentials: ${oldLogin.status}, new ones: ${newLogin.status}`);

    step('Plan again', 'A plan that shows changes where there are none hides those that matter.');
    const quiet = await run(terraform, ['plan', '-detailed-exitcode', '-no-color'], env, { cwd: join(WORK, 'cdktf.out', 'stacks', STACK) });
    expect(quiet.code === 0, `the plan should be empty:\n${quiet.output}`);
    shows('No changes.');

    step('cdktf destroy', 'Subscriptions first, then the integration.');
    await must('npx', ['cdktf', 'destroy', '--auto-approve'], env, { show: /Destroy complete/ });
    const left = await integrations(emulator);
    expect(left.length === 0, `the service still has ${left.length} integration(s)`);
    shows('nothing is left at the service');
  } finally {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(WORK, { recursive: true, force: true });
  console.log(`\n${colors.green('Done')} in ${Math.round((Date.now() - started) / 1000)} s. Next: the stack in examples/constructs/${STACK}/main.ts is yours to change.`);
}

main().catch((error: unknown) => {
  console.error(`\n${colors.red('The demo stopped:')} ${error instanceof DemoError ? error.message : (error as Error).stack}`);
  process.exitCode = 1;
});
