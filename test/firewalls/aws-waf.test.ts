import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { basic } from '../support/credentials';
import { Service } from '../support/service';
import { cleanEnvironment, CommandResult, run, temporaryFolder } from '../support/terraform';

const EXAMPLE = resolve(__dirname, '..', '..', 'examples', 'firewalls', 'aws-waf');
const JOB = join(EXAMPLE, 'fill-ip-sets.sh');
const SMALL = '1556660c476c4799aeb22032';

/** Answers what the job asks of AWS, and keeps the addresses that it is given. */
const AWS = `#!/bin/sh
dir=$(dirname "$0")
echo "$*" >> "$dir/calls"
case "$1 $2" in
  'secretsmanager get-secret-value') cat "$dir/secret" ;;
  'wafv2 list-ip-sets') echo id-of-set ;;
  'wafv2 get-ip-set') echo lock-1 ;;
  'wafv2 update-ip-set') for last; do :; done; cp "\${last#file://}" "$dir/$6.json" ;;
esac
`;

let service: Service;
let folder: string;
let integration: { id: string; endpoint: string; credentials: { username: string; password: string } };

beforeAll(async () => {
  service = await Service.start();
  folder = temporaryFolder('aws-waf');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'aws'), AWS);
  chmodSync(join(folder, 'bin', 'aws'), 0o755);
  integration = await service.api('POST', '/integrations', { name: 'web', entity_type: 'firewall_integration', output_format: 'plain_text' });
  const { username, password } = integration.credentials;
  writeFileSync(join(folder, 'bin', 'secret'), `Authorization: ${basic(username, password).authorization}\n`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service?.end();
});

function job(): Promise<CommandResult> {
  const env = cleanEnvironment({ PATH: `${join(folder, 'bin')}:${process.env.PATH}`, BLOCKLIST_URL: integration.endpoint, WAF_SCOPE: 'REGIONAL' });
  return run('sh', [JOB], { env });
}

function given(set: string): string[] {
  return JSON.parse(readFileSync(join(folder, 'bin', `${set}.json`), 'utf8'));
}

test('without a list the sets stay as they are', async () => {
  expect(await job()).toMatchObject({ code: 1, output: expect.stringContaining('the service answered 204') });
  expect(readFileSync(join(folder, 'bin', 'calls'), 'utf8')).not.toContain('update-ip-set');
});

test('the job of the example fills both sets with ranges, and shows no secret', async () => {
  await service.api('POST', `/blocklists/${SMALL}/subscribers`, { ids: [integration.id], entity_type: 'firewall_integration' });
  const { code, output } = await job();
  expect([code, output]).toEqual([0, '']);
  const entries = (await service.api<string>('GET', `/integrations/${integration.id}/content`)).split('\n').slice(0, -1);
  expect(given('crowdsec-ipv4').sort()).toEqual(entries.filter((entry) => !entry.includes(':')).map((entry) => `${entry}/32`).sort());
  expect(given('crowdsec-ipv6').sort()).toEqual(entries.filter((entry) => entry.includes(':')).map((entry) => `${entry}/128`).sort());
  expect(readFileSync(join(folder, 'bin', 'calls'), 'utf8')).not.toContain(integration.credentials.password);
});

test('a page of HTML is none', async () => {
  await service.fault({ body: '<html>\nlog in\n</html>\n', headers: { 'content-encoding': 'identity' } });
  const before = given('crowdsec-ipv4');
  expect(await job()).toMatchObject({ code: 1, output: expect.stringContaining('no list of addresses') });
  expect(given('crowdsec-ipv4')).toEqual(before);
});

test('the guide shows the job', () => {
  const guide = readFileSync(resolve(EXAMPLE, '..', '..', '..', 'docs', 'guides', 'firewalls', 'aws-waf.md'), 'utf8');
  expect(guide).toContain(`\`\`\`sh\n${readFileSync(JOB, 'utf8')}\`\`\``);
});
