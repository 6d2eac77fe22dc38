import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { App, LocalBackend } from 'cdktf';
import { BlocklistStack } from './blocklist-stack';
import { startEmulator, type Emulator } from 'cdktf-crowdsec/emulator';

let emulator: Emulator;
let folder: string;

before(async () => { emulator = await startEmulator(); });
after(() => emulator.close());

// Every test has an organisation without integrations, and the stack in a folder of its own with its own state.
beforeEach(async () => {
  emulator.reset();
  folder = await mkdtemp(join(tmpdir(), 'blocklists-'));
  const app = new App({ outdir: folder });
  const stack = new BlocklistStack(app, 'blocklists');
  new LocalBackend(stack, { path: join(folder, 'terraform.tfstate') });
  app.synth();
  await terraform('init');
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs Terraform on the stack, pointed at the emulator; rejects unless it succeeds. */
async function terraform(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('terraform', args, {
    cwd: join(folder, 'stacks', 'blocklists'),
    env: { ...process.env, CROWDSEC_SERVICE_API_URL: emulator.url, CROWDSEC_SERVICE_API_KEY: emulator.apiKey, TF_INPUT: '0' },
  });
  return stdout;
}

test('serves a blocklist to whoever has the outputs', async () => {
  await terraform('apply', '-auto-approve');
  const { edge_endpoint, edge_username, edge_password } = JSON.parse(await terraform('output', '-json'));
  const login = Buffer.from(`${edge_username.value}:${edge_password.value}`).toString('base64');
  const answer = await fetch(edge_endpoint.value, { headers: { authorization: `Basic ${login}` } });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /^\d+\.\d+\.\d+\.\d+$/m);
});

test('plans nothing twice, and leaves nothing behind', async () => {
  await terraform('apply', '-auto-approve');
  await terraform('plan', '-detailed-exitcode'); // rejects when there is anything to do
  await terraform('destroy', '-auto-approve');
  assert.deepEqual(emulator.snapshot().integrations, []);
});

test('comes through a service that is down for a moment', async () => {
  emulator.addFault({ method: 'POST', path: '/vendors/Microsoft/integrations$', status: 503 });
  await terraform('apply', '-auto-approve');
  assert.equal(emulator.requests().filter(({ status }) => status === 503).length, 1);
});

test('is refused by a plan whose integrations are used up', async () => {
  emulator.settings({ integrationQuota: 0 });
  await assert.rejects(terraform('apply', '-auto-approve'), /FORBIDDEN|quota/);
});
