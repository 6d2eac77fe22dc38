import { rmSync } from 'node:fs';
import { Integration, OutputFormat, SophosThreatFeed, SophosThreatFeedProps } from '../../src';
import { makeCertificates, TestCertificates } from '../api/certificates';
import { basic } from '../support/credentials';
import { installNullProvider } from '../support/install-null-provider';
import { Service } from '../support/service';
import { SophosDevice } from '../support/sophos-device';
import { StackFolder } from '../support/stack-folder';
import { temporaryFolder, unwrap } from '../support/terraform';

const LOGIN = { username: 'terraform', password: 'hunter2 &<>"\'' };

let service: Service;
let device: SophosDevice;
let certificates: TestCertificates;
let home: string;
let folder: StackFolder;

beforeAll(async () => {
  home = temporaryFolder('home');
  installNullProvider(home, ['3.2.4']);
  certificates = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  [service, device] = await Promise.all([Service.start(), SophosDevice.start(certificates.server, LOGIN)]);
});
beforeEach(async () => {
  await service.reset();
  device.reset();
  folder = new StackFolder(service, { HOME: home, SOPHOS_USERNAME: LOGIN.username, SOPHOS_PASSWORD: LOGIN.password });
});
afterEach(() => folder.end());
afterAll(async () => {
  await Promise.all([service.end(), device.end()]);
  rmSync(home, { recursive: true, force: true });
});

interface Options {
  readonly name?: string;
  readonly credentialsVersion?: string;
  readonly feed?: Partial<SophosThreatFeedProps>;
}

function synthesise({ feed, ...integration }: Options = {}): void {
  folder.synthesise((stack) => {
    const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.SOPHOS, subscriptions: { vendors: ['Microsoft'] }, ...integration });
    new SophosThreatFeed(stack, 'blocklist', { integration: edge, hostname: device.hostname, caCertificate: certificates.ca, ...feed });
  });
}

const works = (...args: string[]) => folder.works(...args);
const terraform = (args: readonly string[], env?: NodeJS.ProcessEnv) => folder.try(args, env);

async function apply(options?: Options): Promise<void> {
  synthesise(options);
  expect(await works('apply', '-auto-approve')).not.toMatch(/hunter2/);
}

test('a feed is added, changed, given new credentials and taken away; it is never removed in between', async () => {
  await apply();
  const integration = await service.integration('edge-edge');
  const feed = device.feeds.get('blocklist')!;
  expect(feed).toMatchObject({ ExternalURL: integration.endpoint, Action: 'block', Authorization: 'basicAuthentication', PollingInterval: '24h', Enabled: '1' });
  // The firewall pulls with what it was told.
  const pull = () => fetch(feed.ExternalURL, { headers: basic(feed.Username, feed.Password) });
  expect((await pull()).status).toBe(200);
  expect(await works('plan')).toContain('No changes.');
  const state = JSON.parse(await works('show', '-json')).values.root_module.resources;
  const helpers = state.filter(({ type }: any) => type === 'null_resource');
  expect(helpers).toHaveLength(2);
  expect(JSON.stringify(helpers)).not.toContain(feed.Password);
  expect(JSON.stringify(state)).not.toContain('hunter2');

  const changed = { feed: { description: 'CrowdSec', enabled: false } };
  await apply(changed);
  expect(device.feeds.get('blocklist')).toEqual({ ...feed, Description: 'CrowdSec', Enabled: '0' });
  await apply({ ...changed, name: 'renamed' });
  expect(device.told).toHaveLength(2);

  await apply({ ...changed, name: 'renamed', credentialsVersion: '2' });
  const rotated = device.feeds.get('blocklist')!;
  expect(rotated).toEqual({ ...feed, Description: 'CrowdSec', Enabled: '0', Password: rotated.Password, Username: rotated.Username });
  expect(rotated.Password).not.toBe(feed.Password);
  expect((await pull()).status).toBe(401);

  expect(device.told.map((xml) => xml.slice(0, 23))).toEqual(['<Set operation="add"><T', ...Array(2).fill('<Set operation="update"')]);
  await works('destroy', '-auto-approve');
  expect(device.told.pop()).toBe('<Remove><ThirdPartyFeed><Name>blocklist</Name></ThirdPartyFeed></Remove>');
  expect(device.feeds.size).toBe(0);
});

test('what the firewall refuses fails the apply, with the helper\'s words and no secret; the next apply tries again', async () => {
  synthesise();
  device.most = 0;
  const refused = await terraform(['apply', '-auto-approve']);
  expect(refused.code).toBe(1);
  expect(unwrap(refused.output)).toContain('Sophos Firewall: the firewall refused to add the feed "blocklist": code 522, "Operation failed. Reached the maximum number."');
  device.most = 1;
  const wrong = await terraform(['apply', '-auto-approve'], { SOPHOS_PASSWORD: 'letmein' });
  expect(unwrap(wrong.output)).toContain('the firewall refused the login: "Authentication Failure". Check SOPHOS_USERNAME and SOPHOS_PASSWORD where Terraform runs');
  expect(refused.output + wrong.output).not.toMatch(/hunter2|letmein/);
  await works('apply', '-auto-approve');
  expect(device.feeds.size).toBe(1);

  // Another name moves the feed.
  synthesise({ feed: { name: 'crowdsec' } });
  const locked = await terraform(['apply', '-auto-approve'], { SOPHOS_PASSWORD: '' });
  expect(unwrap(locked.output)).toContain('the environment variable SOPHOS_PASSWORD is not set');
  expect([...device.feeds.keys()]).toEqual(['blocklist']);
  await works('apply', '-auto-approve');
  expect([...device.feeds.keys()]).toEqual(['crowdsec']);
  await works('destroy', '-auto-approve');
  expect(device.feeds.size).toBe(0);
});
