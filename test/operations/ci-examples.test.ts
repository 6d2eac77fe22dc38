import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { StateServer } from './support/state-server';
import { CdktfApp } from '../support/cdktf-app';
import { Service } from '../support/service';
import { cleanEnvironment, CommandResult, run } from '../support/terraform';

/**
 * The pipelines of examples/ci: the lines of their jobs, as a runner would run them, with the emulator as CrowdSec and a server
 * for Terraform's `http` backend as the place of the state. Only `npm ci` is not run: the checkout is linked in place of what it installs.
 */
const EXAMPLE = resolve(__dirname, '..', '..', 'examples', 'ci');
const PASSWORD = 'password-of-the-state';

type Variables = { readonly [name: string]: string };

interface Job {
  readonly lines: readonly string[];
  readonly env: Variables;
}

/** What a runner puts in place of what `pattern` finds; a name that the test does not know is an error, as a misspelt one would be. */
function fill(text: string, pattern: RegExp, values: Variables): string {
  return text.replace(pattern, (_, name: string) => {
    if (!(name in values)) throw new Error(`"${name}" is nothing that the pipeline is given`);
    return values[name];
  });
}

function filled(variables: { [name: string]: unknown } | undefined, pattern: RegExp, values: Variables): Variables {
  return Object.fromEntries(Object.entries(variables ?? {}).map(([name, value]) => [name, fill(String(value), pattern, values)]));
}

/** The lines that a job of GitHub's runs, each with its variables. */
function githubJobs(name: string, values: Variables): Job[] {
  const workflow = parse(readFileSync(join(EXAMPLE, 'github.yml'), 'utf8'));
  const { steps, env } = workflow.jobs[name];
  const expression = /\$\{\{ (?:vars|secrets)\.(\w+) \}\}/g;
  return steps.filter((step: any) => step.run).map((step: any) => ({
    lines: step.run.trim().split('\n'), env: filled({ ...workflow.env, ...env, ...step.env }, expression, values),
  }));
}

function gitlabJobs(name: string, values: Variables): Job[] {
  const pipeline = parse(readFileSync(join(EXAMPLE, 'gitlab.yml'), 'utf8'));
  const { script, variables } = pipeline[name];
  return [{ lines: [...pipeline.default.before_script, ...script], env: filled({ ...pipeline.variables, ...variables }, /\$(\w+)/g, values) }];
}

let service: Service;
let server: StateServer;
let runner: CdktfApp;
beforeAll(async () => { service = await Service.start(); });
beforeEach(async () => {
  await service.reset();
  server = await StateServer.start('gitlab-ci-token', PASSWORD);
  runner = new CdktfApp(service);
  runner.link('.bin/cdktf', resolve(EXAMPLE, '..', '..', 'node_modules', '.bin', 'cdktf'));
  for (const file of readdirSync(EXAMPLE).filter((name) => !name.endsWith('.yml'))) runner.write(file, readFileSync(join(EXAMPLE, file), 'utf8'));
});
afterEach(async () => {
  await runner.end();
  await server.end();
});
afterAll(() => service.end());

/** Runs a job's lines as a runner does, each of which has to succeed; what they print. */
async function runs(jobs: readonly Job[], more: Variables = {}): Promise<string> {
  let output = '';
  for (const { lines, env } of jobs) {
    expect(lines.filter((line) => line !== 'npm ci' && !line.startsWith('npx cdktf '))).toEqual([]);
    for (const line of lines.filter((each) => each !== 'npm ci')) {
      const ended = await bash(line, { ...env, ...more });
      expect([line, ended.code, ended.code === 0 ? '' : ended.output]).toEqual([line, 0, '']);
      output += ended.output;
    }
  }
  return output;
}

function bash(line: string, env: Variables): Promise<CommandResult> {
  const environment = cleanEnvironment({ CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1', CROWDSEC_SERVICE_API_URL: service.url, CI: 'true', ...env });
  return run('bash', ['-eo', 'pipefail', '-c', line], { cwd: runner.dir, env: environment });
}

/** What the pipelines are to do, whatever they are written in. */
async function plansThenApplies(plan: readonly Job[], apply: readonly Job[], more: Variables = {}): Promise<void> {
  const planned = await runs(plan, more);
  expect(planned).toMatch(/Plan: 3 to add, 0 to change, 0 to destroy/);
  expect((await service.journal()).map(({ method }) => method)).not.toContain('POST');
  expect(server.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);

  const applied = await runs(apply, more);
  const edge = await service.integration('blocklists-edge');
  expect(edge.vendors.map(({ id }: { id: string }) => id).sort()).toEqual(['Citrix', 'Microsoft']);
  expect(server.requests.some((request) => request.endsWith('/lock'))).toBe(true);
  expect(readdirSync(runner.dir).filter((name) => name.includes('tfstate'))).toEqual([]);

  const again = await runs(plan, more);
  expect(again).toMatch(/No changes/);
  const { password } = JSON.parse(server.state!).resources.find(({ type }: { type: string }) => type === 'crowdsec_integration').instances[0].attributes;
  for (const secret of [password, service.apiKey, PASSWORD]) expect(planned + applied + again).not.toContain(secret);
}

test('gitlab.yml: plans a merge request without a lock, applies, and plans nothing more', async () => {
  const values = { CI_API_V4_URL: `${server.origin}/api/v4`, CI_PROJECT_ID: '7', CI_JOB_TOKEN: PASSWORD };
  const key = { CROWDSEC_SERVICE_API_KEY: service.apiKey };
  await plansThenApplies(gitlabJobs('plan', values), gitlabJobs('apply', values), key);
  expect(new Set(server.requests.map((request) => request.split(' ')[1]))).toEqual(new Set([
    '/api/v4/projects/7/terraform/state/blocklists', '/api/v4/projects/7/terraform/state/blocklists/lock',
  ]));
});

test('github.yml: does the same; here with the state at an http backend in place of a bucket', async () => {
  const { organization_id } = await service.api('GET', '/info');
  const values = { AWS_REGION: 'eu-west-1', STATE_BUCKET: '', CROWDSEC_ORGANIZATION_ID: organization_id, CROWDSEC_SERVICE_API_KEY: service.apiKey };
  await plansThenApplies(githubJobs('plan', values), githubJobs('apply', values), {
    TF_HTTP_ADDRESS: `${server.origin}/state`,
    TF_HTTP_LOCK_ADDRESS: `${server.origin}/state/lock`,
    TF_HTTP_LOCK_METHOD: 'POST',
    TF_HTTP_UNLOCK_ADDRESS: `${server.origin}/state/lock`,
    TF_HTTP_UNLOCK_METHOD: 'DELETE',
    TF_HTTP_USERNAME: 'gitlab-ci-token',
    TF_HTTP_PASSWORD: PASSWORD,
  });
});

test('with a bucket the state goes there, encrypted and locked; without a place for it a job is refused', async () => {
  const synthesised = await bash('npx cdktf synth', { STATE_BUCKET: 'states' });
  expect([synthesised.code, synthesised.output]).toEqual([0, expect.stringContaining('blocklists')]);
  expect(JSON.parse(runner.read('cdktf.out/stacks/blocklists/cdk.tf.json')).terraform.backend).toEqual({
    s3: { bucket: 'states', key: 'blocklists.tfstate', encrypt: true, use_lockfile: true },
  });
  const refused = await bash('npx cdktf synth', {});
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('there is no place for the state')]);
});

test('a key of another organisation changes nothing', async () => {
  const values = { AWS_REGION: '', STATE_BUCKET: '', CROWDSEC_ORGANIZATION_ID: 'another', CROWDSEC_SERVICE_API_KEY: service.apiKey };
  const [, { lines: [line], env }] = githubJobs('apply', values);
  const ended = await bash(line, { ...env, CI: '' });
  expect([ended.code, ended.output]).toEqual([1, expect.stringContaining('another')]);
  expect(await service.integrations()).toEqual([]);
});

test('no registry is named, and no key is written down', () => {
  for (const file of ['github.yml', 'gitlab.yml']) {
    expect(readFileSync(join(EXAMPLE, file), 'utf8')).not.toMatch(/https?:|registry|_(KEY|PASSWORD|TOKEN): (?!\$)/);
  }
});
