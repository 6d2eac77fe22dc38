import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './support';
import { serve } from '../api/server';
import { Organization } from '../doctor/support';
import { inTemporaryFolder } from '../plugin/support';
import { SecretScan } from '../support/secret-scan';

const organization = Organization.duringTests();
const folder = inTemporaryFolder();

function file(name: string, content: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

/** Runs the doctor both ways, and answers whatever it left with somebody. */
async function said(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const page = join(folder.path, 'report.html');
  const forPeople = await cli(['doctor', ...args, '--html', page], env);
  const asJson = await cli(['doctor', ...args, '--json'], env);
  expect([forPeople.code, asJson.code]).toEqual([1, 1]);
  return [forPeople.output, asJson.output, readFileSync(page, 'utf8')].join('\n');
}

test('a service that says secrets back, in errors and in names, is not quoted with them: firewall and component', async () => {
  const { endpoint, credentials: { username, password } } = await organization.made('edge', { pulledHoursAgo: 30 });
  const { id, credentials: { api_key: componentKey } } = await organization.made('proxy', { format: 'remediation_component' });
  const { url, apiKey } = organization.emulator;
  const echo = `${password} ${componentKey} ${encodeURIComponent(password)} ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  organization.emulator.addFault({ path: '/v1/integrations$', times: 4, change: { items: { name: `edge ${echo}`, output_format: `${echo}` } } });
  organization.emulator.addFault({ method: 'HEAD', path: '/content$', times: 4, status: 418, headers: { 'x-request-id': password } });
  const env = { CROWDSEC_SERVICE_API_URL: url, CROWDSEC_SERVICE_API_KEY: apiKey };
  const outputs = {
    edge_endpoint: { value: endpoint },
    edge_username: { value: username },
    edge_password: { value: password },
    proxy_endpoint: { value: `${url}/integrations/${id}/content` },
    proxy_api_key: { value: componentKey },
  };
  const text = await said(['--from-state', file('outputs.json', JSON.stringify(outputs)), '--probe'], env);
  expect(text).toContain('edge *** *** ***');
  expect(new SecretScan({ key: apiKey, password, componentKey }).text(text, 'the report')).toEqual([]);
});

test('a key that is refused, a device\'s URL with a password, a component\'s key and a local engine that says it back', async () => {
  const echo = await serve([({ headers }, response) => {
    const key = String(headers['x-api-key']);
    response.writeHead(403, { 'content-type': 'application/json', 'x-request-id': key }).end(JSON.stringify({ message: `no bouncer has the key ${key}` }));
  }]);
  const engine = `http://127.0.0.1:${echo.port}`;
  try {
    const secrets = { key: 'organisation-key-0815', device: 'p@ss/word:of#device', bouncer: 'bouncer+key/0815=' };
    const { id } = await organization.made('edge');
    const env = { CROWDSEC_SERVICE_API_URL: organization.emulator.url, CROWDSEC_SERVICE_API_KEY: secrets.key };
    const device = file('url', `https://user:${secrets.device}@admin.api.crowdsec.net/v1/integrations/${id}/content`);
    const config = file('crowdsec-firewall-bouncer.yaml', `mode: nftables\napi_url: ${engine}/\napi_key: ${secrets.bouncer}\n  update_frequency: 10s\n`);
    const good = file('crowdsec-custom-bouncer.yaml', `api_url: ${engine}/\napi_key: ${secrets.bouncer}\nupdate_frequency: 10s\n`);
    const text = [
      await said(['--integration', id, '--device-url', device], env),
      await said(['--bouncer-config', config], env),
      await said(['--bouncer-config', good], env),
      await said(['--lapi-url', engine], { CROWDSEC_LAPI_KEY: secrets.bouncer }),
    ].join('\n');
    expect(new SecretScan(secrets).text(text, 'the reports')).toEqual([]);
  } finally {
    await echo.close();
  }
});
