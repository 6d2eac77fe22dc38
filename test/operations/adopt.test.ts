/** An organisation that grew by hand, adopted with the command line, imported with the real Terraform. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { textLiteral } from '../../src/adopt/hcl/literals';
import { placePlugin } from '../../src/plugin';
import { cli } from '../cli/support';
import { CdktfApp } from '../support/cdktf-app';
import { FULL } from '../support/full-length';
import { anyText, HOSTILE } from '../support/hostile';
import { grownOrganization } from '../support/organization';
import { Service } from '../support/service';
import { CommandResult, run, temporaryFolder, TERRAFORM, Workspace } from '../support/terraform';

const INTEGRATIONS = 50;
/** The whole takes minutes on a machine that does other things as well. */
const SUBSCRIPTIONS = FULL ? 2000 : 200;
const PATIENCE = FULL ? 1_200_000 : 240_000;
const OBJECTS = INTEGRATIONS + SUBSCRIPTIONS;

let service: Service;
let root: string;

beforeAll(async () => {
  service = await Service.start();
});
beforeEach(async () => {
  root = temporaryFolder('adopt');
  await service.reset();
  const blocklists = await service.all('/blocklists?include_filter=all');
  service.restore(grownOrganization(INTEGRATIONS, SUBSCRIPTIONS, blocklists.map(({ id }) => id)));
  await service.forget();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
afterAll(() => service.end());

/** The command, which must work. */
async function adopt(...args: string[]): Promise<CommandResult> {
  const result = await cli(['adopt', ...args], { CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey });
  expect(`${result.code} ${result.stderr}`).toBe('0 ');
  return result;
}

/** One apply imports so many objects and does nothing else; the plan after it is empty. */
async function imports(workspace: Workspace, objects: number): Promise<void> {
  const before = service.snapshot();
  const applied = await workspace.apply();
  expect(applied.output).toContain(`${objects} imported, 0 added, 0 changed, 0 destroyed`);
  expect(await workspace.planExitCode()).toBe(0);
  expect(service.snapshot()).toEqual(before);
  expect((await service.journal()).filter(({ method, path }) => method !== 'GET' || /content|stream/.test(path))).toEqual([]);
}

/** Somebody goes on by hand: a new integration, and a subscription of each kind for one that exists. */
async function growByHand(): Promise<void> {
  await service.api('POST', '/integrations', { name: 'made since', entity_type: 'firewall_integration', output_format: 'cisco' });
  await service.api('POST', '/vendors/Microsoft/integrations', { name: 'made since' });
  await service.api('POST', '/vendors/Citrix/integrations', { name: 'edge' });
  await service.api('POST', '/cves/CVE-2024-25600/integrations', { name: 'edge' });
  await service.api('POST', '/fingerprints/microsoft-exchange/integrations', { name: 'edge' });
}

test('as HCL: two requests, formatted, the same text each time; one apply imports all of it, the next plan is empty', async () => {
  const [folder, again] = [join(root, 'hcl'), join(root, 'again')];
  await adopt('--out', folder, '--hcl');
  expect((await service.journal()).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/info', 'GET /v1/integrations']);
  await adopt('--out', again, '--hcl');
  expect(await run('diff', ['-r', folder, again])).toMatchObject({ code: 0, output: '' });
  expect(await run(TERRAFORM, ['fmt', '-check', '-recursive', folder])).toMatchObject({ code: 0, stdout: '' });

  placePlugin(folder);
  const workspace = new Workspace(service, { folder });
  await imports(workspace, OBJECTS);

  // Imported, the import blocks have done their work. What is made by hand from now on is all that is missing.
  rmSync(join(folder, 'imports.tf'));
  expect(await workspace.planExitCode()).toBe(0);
  expect((await adopt('--into', folder)).stdout).toContain('nothing is missing');
  await growByHand();
  await adopt('--into', folder);
  expect((await adopt('--into', folder)).stdout).toContain('nothing is missing');
  await service.forget();
  await imports(workspace, 5);
}, PATIENCE);

test('as a CDKTF app: synthesised by the real toolkit, one apply imports all of it, the next plan is empty', async () => {
  const app = new CdktfApp(service, 'npx tsx main.ts');
  try {
    const [folder, again] = [join(root, 'app'), join(root, 'again')];
    await adopt('--out', folder);
    await adopt('--out', again);
    expect(await run('diff', ['-r', folder, again])).toMatchObject({ code: 0, output: '' });
    const tsc = await run(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit', '--strict', '--target', 'es2022', '--module', 'commonjs',
      '--skipLibCheck', '--ignoreDeprecations', '6.0', join(app.dir, 'main.ts')], { cwd: await takeInto(app, folder) });
    expect(tsc.output).toBe('');

    await app.cdktf('synth');
    const workspace = new Workspace(service, { folder: app.stackFolder('crowdsec') });
    await imports(workspace, OBJECTS);
    expect((await adopt('--into', app.dir)).stdout).toContain('nothing is missing');

    await growByHand();
    const { stdout } = await adopt('--into', app.dir);
    const [, line, call] = /^ {2}(import .*)\n {2}(\w+\(stack\));/m.exec(stdout)!;
    expect(existsSync(join(app.dir, 'integrations-2', 'imports.ts'))).toBe(true);
    app.write('main.ts', `${line}\n${app.read('main.ts').replace('app.synth();', `${call};\napp.synth();`)}`);
    await app.cdktf('synth');
    expect((await adopt('--into', app.dir)).stdout).toContain('nothing is missing');
    await service.forget();
    await imports(workspace, 5);
  } finally {
    await app.end();
  }
}, PATIENCE);

/** Moves what was written to where the toolkit runs the app. */
async function takeInto(app: CdktfApp, folder: string): Promise<string> {
  const copied = await run('cp', ['-r', `${folder}/.`, app.dir]);
  expect(copied.output).toBe('');
  return app.dir;
}

test('whatever text there is, Terraform reads its literal as it is', async () => {
  const texts = [...HOSTILE.map(([, text]) => text), ...fc.sample(anyText, 500)].filter((text) => !/\p{Cs}/u.test(text));
  writeFileSync(join(root, 'main.tf'), `output "texts" {\n  value = [\n${texts.map((text) => `    ${textLiteral(text)},\n`).join('')}  ]\n}\n`);
  expect(await run(TERRAFORM, ['fmt', '-check', root])).toMatchObject({ code: 0, stdout: '' });
  expect((await run(TERRAFORM, ['apply', '-auto-approve'], { cwd: root })).code).toBe(0);
  const { stdout } = await run(TERRAFORM, ['output', '-json', 'texts'], { cwd: root });
  expect(JSON.parse(stdout)).toEqual(texts.map((text) => text.normalize('NFC')));
});
