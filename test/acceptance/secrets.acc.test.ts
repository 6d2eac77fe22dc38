import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptance } from '../support/acceptance';

const env = acceptance();

const stack = (version: string) => `
  resource "crowdsec_integration" "firewall" {
    name                = "firewall"
    output_format       = "plain_text"
    credentials_version = "${version}"
  }
  resource "crowdsec_integration" "bouncer" {
    name                = "bouncer"
    output_format       = "remediation_component"
    credentials_version = "${version}"
  }`;

/** The secrets of a state, each in the forms in which it could show: as it is, in Base64, percent-encoded. */
function formsOf(secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)]);
}

function filesOf(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return entry.isFile() ? [path] : [];
  });
}

test('with TF_LOG=TRACE no log, plan text, error or crash output holds the key, a password or an Authorization header', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const log = join(workspace.dir, 'trace.log');
  const trace = { TF_LOG: 'TRACE', TF_LOG_PATH: log };
  workspace.write('main.tf', stack('1'));
  await workspace.init();
  const shown: string[] = [];
  const traced = async (...args: string[]) => {
    const result = await workspace.try([...args, '-no-color'], trace);
    shown.push(result.output);
    return result;
  };

  expect((await traced('apply', '-auto-approve')).code).toBe(0);
  const first = await workspace.state();
  workspace.write('main.tf', stack('2'));
  await traced('plan');
  await service.fault({ method: 'PATCH', path: '/v1/integrations/', status: 401, body: { message: `bad key ${service.apiKey}` } });
  expect((await traced('apply', '-auto-approve', '-parallelism=1')).code).toBe(1);
  expect((await traced('apply', '-auto-approve')).code).toBe(0);
  const second = await workspace.state();
  expect((await traced('destroy', '-auto-approve')).code).toBe(0);

  const credentials = [first, second].flatMap((state) => Object.values(state).flatMap(({ username, password, api_key, endpoint_with_credentials }) =>
    [password, api_key, endpoint_with_credentials, username && password && `${username}:${password}`])).filter(Boolean);
  expect(credentials).toHaveLength(8);
  const forms = formsOf([service.apiKey, ...credentials]);
  expect(existsSync(log)).toBe(true);
  const text = [readFileSync(log, 'utf8'), ...shown].join('\n');
  expect(text).toContain('provider');
  expect(forms.filter((form) => text.includes(form))).toEqual([]);
  expect(text).not.toMatch(/authorization:\s|"authorization"|x-api-key"?[:=]/i);

  // The state holds the credentials by design; the key is nowhere at all.
  expect(filesOf(workspace.dir).filter((file) => readFileSync(file).includes(service.apiKey))).toEqual([]);
});
