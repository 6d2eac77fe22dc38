import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Fn, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { BouncerComponent, BouncerConfig, BouncerOptions, Duration, FirewallBouncerMode } from '../../src';
import { BouncerInput, parseBouncerConfig, renderBouncerConfig } from '../../src/bouncers';
import { temporaryFolder, unwrap, Workspace } from '../support/terraform';

const FIREWALL: BouncerOptions = { firewall: { mode: FirewallBouncerMode.NFTABLES } };

let root: string;
let workspace: Workspace;

beforeEach(() => {
  root = temporaryFolder('bouncer-config');
  workspace = new Workspace({ url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' }, { folder: join(root, 'stacks', 'hosts') });
});
afterEach(async () => {
  await workspace.end();
  rmSync(root, { recursive: true, force: true });
});

/** A stack whose outputs are a file for a local engine, of which only Terraform knows URL and key, and what a function makes of it. */
async function synthesise(component: BouncerComponent, options?: BouncerOptions | ((token: string) => BouncerOptions)): Promise<void> {
  const app = new App({ outdir: root });
  const stack = new TerraformStack(app, 'hosts');
  new LocalBackend(stack, { path: join(root, 'terraform.tfstate') });
  const url = new TerraformVariable(stack, 'url', { type: 'string' }).stringValue;
  const apiKey = new TerraformVariable(stack, 'key', { type: 'string', sensitive: true }).stringValue;
  const given = typeof options === 'function' ? options(apiKey) : options;
  const { content } = new BouncerConfig(stack, 'bouncer', { component, options: given, localEngine: { url, apiKey } });
  new TerraformOutput(stack, 'file', { value: content, sensitive: true, staticId: true });
  new TerraformOutput(stack, 'base64', { value: Fn.base64encode(content), sensitive: true, staticId: true });
  app.synth();
  await workspace.init();
}

/** What a component is told when all is known. */
function engine(apiKey: string): BouncerInput {
  const urlParts = { scheme: 'http', host: '127.0.0.1:8080', path: '/' };
  return { url: 'http://127.0.0.1:8080/', urlParts, apiKey, updateFrequency: Duration.seconds(10) };
}

function apply(key: string, url = 'http://127.0.0.1:8080') {
  return workspace.try(['apply', '-auto-approve', '-no-color'], { TF_VAR_url: url, TF_VAR_key: key });
}

test.each<[BouncerComponent, string, BouncerOptions]>([
  [BouncerComponent.FIREWALL, 'a"b\\c\'d%{e}#f: [g]', FIREWALL],
  [BouncerComponent.CUSTOM, 'a"b\\c\'d%{e}#f: [g]', { custom: { binPath: '/usr/local/bin/%{block} {me}' } }],
  [BouncerComponent.HAPROXY_SPOA, 'a"b\\c\'d%{e}#f: [g]', {}],
  [BouncerComponent.TRAEFIK, 'a"b\\c$d\'e${f}%{g}#h{{i}}', {}],
  [BouncerComponent.PHP, 'a"b\\c$d\'e${f}%{g}#h?>\\', {}],
  [BouncerComponent.WORDPRESS, 'a"b\\c$d\'e${f}%{g}#h?>\\', {}],
  [BouncerComponent.NGINX, 'a"b$c\'d${e}%{f}#g=h', {}],
  [BouncerComponent.CADDY, 'a"b$c\'d%#e', {}],
])('%s: a key that only Terraform knows arrives as it is, and so does the file in a function of Terraform\'s', async (component, key, options) => {
  await synthesise(component, options);
  const { code, output } = await apply(key);
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  expect(output).not.toContain(key);
  const { file, base64 } = await workspace.outputs();
  expect(parseBouncerConfig(component, file)).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/?$/), apiKey: key });
  expect(file).toBe(renderBouncerConfig(component, engine(key), options).content);
  expect(Buffer.from(base64, 'base64').toString()).toBe(file);
});

test.each([
  ['a line break', 'hunter2\nhunter3'],
  ['what the file would take from the environment', 'hunter2$hunter3'],
  ['a control character', 'hunter2\u0085hunter3'],
])('a key with %s fails the apply with what to do, and is not shown', async (_, key) => {
  await synthesise(BouncerComponent.FIREWALL, FIREWALL);
  const { code, output } = await apply(key);
  expect(code).toBe(1);
  expect(unwrap(output)).toContain('hosts/bouncer: the API key holds a character that YAML with $VARIABLES cannot hold. Make another with');
  expect(output).not.toContain('hunter');
});

test.each([
  ['a line break', 'http://127.0.0.1:8080/\nENABLED=false'],
  ['no scheme', '127.0.0.1:8080'],
  ['a password', 'http://user:hunter2@127.0.0.1:8080/'],
  ['a query', 'http://127.0.0.1:8080/?x=hunter2'],
])('a URL with %s fails the apply with what to do', async (_, url) => {
  await synthesise(BouncerComponent.NGINX);
  const { code, output } = await apply('key', url);
  expect(code).toBe(1);
  expect(unwrap(output)).toContain('what only Terraform knows is no URL of an engine; write it as http://127.0.0.1:8080/');
  expect(output).not.toContain('hunter');
});

test.each([
  ['http://[::1]:8080', 'http://[::1]:8080/'],
  ['https://engine.example.org/crowdsec/', 'https://engine.example.org/crowdsec/'],
])('an engine at %s', async (url, read) => {
  await synthesise(BouncerComponent.TRAEFIK);
  expect(await apply('key', url)).toMatchObject({ code: 0 });
  expect(parseBouncerConfig(BouncerComponent.TRAEFIK, (await workspace.outputs()).file)).toMatchObject({ url: read, problems: [] });
});

test('options of which only Terraform knows a part, among characters that mean something', async () => {
  const around = (token: string) => `a"b\\c'd%{e}#f ${token} \\ %{g} "h"`;
  await synthesise(BouncerComponent.CUSTOM, (token) => ({ custom: { binPath: `/${around(token)}`, binArgs: [token, around(token)] } }));
  const part = 'x"y\\z%{w}ü';
  expect(await apply(part)).toMatchObject({ code: 0 });
  const { file } = await workspace.outputs();
  const { content } = renderBouncerConfig(BouncerComponent.CUSTOM, engine(part), { custom: { binPath: `/${around(part)}`, binArgs: [part, around(part)] } });
  expect(file).toBe(content);
});

test('a very long key, and one of other alphabets', async () => {
  await synthesise(BouncerComponent.FIREWALL, FIREWALL);
  for (const key of ['é日本🔑'.repeat(10), 'k'.repeat(60_000)]) {
    expect(await apply(key)).toMatchObject({ code: 0 });
    expect(parseBouncerConfig(BouncerComponent.FIREWALL, (await workspace.outputs()).file).apiKey).toBe(key);
  }
});
