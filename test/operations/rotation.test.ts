/** Rotations as an operator makes them, with real Terraform; after each deployment the device pulls with what it was told. */
import { rmSync } from 'node:fs';
import { DataResource, TerraformStack } from 'cdktf';
import {
  BlueGreenIntegration, BlueGreenIntegrationProps, Color, CredentialsVersion, Duration, IIntegration, Integration, OutputFormat, SophosThreatFeed,
} from '../../src';
import { makeCertificates } from '../api/certificates';
import { basic } from '../support/credentials';
import { installNullProvider } from '../support/install-null-provider';
import { Service } from '../support/service';
import { SophosDevice } from '../support/sophos-device';
import { StackFolder } from '../support/stack-folder';
import { temporaryFolder, Workspace } from '../support/terraform';

const SETTINGS = { outputFormat: OutputFormat.PLAIN_TEXT, subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'] } };

/** What a device was told of its feed. */
interface Pair {
  readonly endpoint: string;
  readonly username: string;
  readonly password: string;
}

let service: Service;
let folder: StackFolder;
let terraform: Workspace;
let deployed: boolean;

beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.end());
beforeEach(async () => {
  await service.reset();
  folder = new StackFolder(service, {});
  terraform = new Workspace(service, { folder: folder.path });
  deployed = false;
});
afterEach(() => terraform.end());

/** A firewall that is told endpoint and credentials of an integration, and an object beside it that is told nothing of them. */
function withFirewall(stack: TerraformStack, { endpoint, username, password }: IIntegration): void {
  new DataResource(stack, 'firewall', { input: { endpoint, username, password } });
  new DataResource(stack, 'policy', { input: { action: 'drop' } });
}

/** One step: what the plan would do, by address without digest, once it is done and nothing is left to do. The journal is of the step alone. */
async function deploy(declare: (stack: TerraformStack) => void): Promise<{ readonly [address: string]: string }> {
  folder.synthesise(declare);
  await service.forget();
  const planned = deployed ? await terraform.plan() : {};
  deployed = true;
  await terraform.apply();
  expect(await terraform.planExitCode()).toBe(0);
  return Object.fromEntries(Object.entries(planned).map(([address, actions]) => [address.replace(/_[0-9A-F]{8}$/, ''), actions]));
}

const step = (props: Partial<BlueGreenIntegrationProps> & Pick<BlueGreenIntegrationProps, 'active'>) => (stack: TerraformStack) => (
  withFirewall(stack, new BlueGreenIntegration(stack, 'edge', { ...SETTINGS, ...props }))
);

/** What the device has now. */
async function told(): Promise<Pair> {
  return (await terraform.state())['terraform_data.firewall'].output;
}

async function pull({ endpoint, username, password }: Pair): Promise<number> {
  const answer = await fetch(endpoint, { headers: basic(username, password) });
  await answer.text();
  return answer.status;
}

/** Requests of the last step that changed something, as `METHOD /first/part`. */
async function changes(): Promise<string[]> {
  return (await service.journal()).filter(({ method, path }) => !(method === 'GET' || path.endsWith('/content')))
    .map(({ method, path }) => `${method} /${path.replace(/^.*\/v1\//, '').split('/')[0]}`).sort();
}

const names = async () => (await service.integrations()).map(({ name }) => name).sort();

const FIREWALL_MOVES = { 'terraform_data.firewall': 'update' };
const made = (color: string, action: string) => Object.fromEntries([
  `crowdsec_integration.edge${color}`, `crowdsec_vendor_subscription.edge${color}_vendor-Microsoft`, `crowdsec_cve_subscription.edge${color}_cve-CVE-2024-25600`,
].map((address) => [address, action]));

test('an Integration becomes blue and green, rotates to green and back to blue: the device\'s pair works at every moment', async () => {
  await service.settings({ enforcePullWindow: true });
  await deploy((stack) => withFirewall(stack, new Integration(stack, 'edge', { ...SETTINGS, credentialsVersion: '1' })));
  const first = await told();
  expect(await pull(first)).toBe(200);

  // Nothing is planned for an integration that becomes blue.
  expect(await deploy(step({ active: Color.BLUE, credentialsVersion: '1' }))).toEqual({});
  expect(await changes()).toEqual([]);
  expect(await told()).toEqual(first);

  // The second beside it: only additions, and the device's pair stays as it is.
  expect(await deploy(step({ active: Color.BLUE, standby: true, credentialsVersion: '1' }))).toEqual(made('_green', 'create'));
  expect((await changes()).filter((change) => !change.startsWith('POST'))).toEqual([]);
  expect(await told()).toEqual(first);
  const [blue, green] = await Promise.all(['edge-edge', 'edge-edge-green'].map((name) => service.integration(name)));
  expect([green.vendors, green.cves]).toEqual([blue.vendors, blue.cves]);

  // The firewall moves, in place. The service is not changed, so both pairs work all the while; the new one has a pull window of its own.
  expect(await deploy(step({ active: Color.GREEN, standby: true, credentialsVersion: '1' }))).toEqual(FIREWALL_MOVES);
  expect(await changes()).toEqual([]);
  const second = await told();
  expect(second.endpoint).not.toBe(first.endpoint);
  expect(await pull(first)).toBe(429);
  expect(await pull(second)).toBe(200);
  await advanceADay();
  expect([await pull(first), await pull(second)]).toEqual([200, 200]);

  // The first is retired: the firewall is not touched, and only the old pair ends.
  expect(await deploy(step({ active: Color.GREEN, credentialsVersion: '1' }))).toEqual(made('', 'delete'));
  expect((await changes()).filter((change) => !change.startsWith('DELETE'))).toEqual([]);
  expect(await told()).toEqual(second);
  expect(await names()).toEqual(['edge-edge-green']);
  await advanceADay();
  expect([await pull(first), await pull(second)]).toEqual([404, 200]);

  // The next rotation goes back.
  expect(await deploy(step({ active: Color.GREEN, standby: true, credentialsVersion: '1' }))).toEqual(made('', 'create'));
  expect(await deploy(step({ active: Color.BLUE, standby: true, credentialsVersion: '1' }))).toEqual(FIREWALL_MOVES);
  const third = await told();
  expect(third.password).not.toBe(first.password);
  expect(await pull(third)).toBe(200);
  expect(await deploy(step({ active: Color.BLUE, credentialsVersion: '1' }))).toEqual(made('_green', 'delete'));
  expect(await names()).toEqual(['edge-edge']);
  await advanceADay();
  expect([await pull(second), await pull(third)]).toEqual([404, 200]);
});

test('a subscription that is added while both are there comes to both', async () => {
  await deploy(step({ active: Color.BLUE, standby: true }));
  const planned = await deploy((stack) => {
    const edge = new BlueGreenIntegration(stack, 'edge', { ...SETTINGS, active: Color.BLUE, standby: true });
    edge.subscribeToVendor('Citrix');
    withFirewall(stack, edge);
  });
  expect(planned).toEqual({
    'crowdsec_vendor_subscription.edge_vendor-Citrix': 'create', 'crowdsec_vendor_subscription.edge_green_vendor-Citrix': 'create',
  });
});

test('a standby that the quota refuses leaves the active one as it is', async () => {
  await service.settings({ integrationQuota: 1 });
  await deploy(step({ active: Color.BLUE }));
  folder.synthesise(step({ active: Color.BLUE, standby: true }));
  expect(await terraform.applyFails()).toMatch(/quota/i);
  expect(await pull(await told())).toBe(200);
  expect(await deploy(step({ active: Color.BLUE }))).toEqual({});
});

test('what somebody else subscribed the old one to keeps it from being retired, unless that was allowed before', async () => {
  await deploy(step({ active: Color.GREEN, standby: true }));
  await service.api('POST', '/vendors/Citrix/integrations', { name: 'edge-edge' });
  folder.synthesise(step({ active: Color.GREEN }));
  expect(await terraform.applyFails()).toContain('force_destroy');
  await deploy(step({ active: Color.GREEN, standby: true, forceDestroy: true }));
  await deploy(step({ active: Color.GREEN, forceDestroy: true }));
  expect(await names()).toEqual(['edge-edge-green']);
});

test('without a standby the old one ends before the firewall is told of the new one: why the guide takes three deployments', async () => {
  await deploy(step({ active: Color.BLUE }));
  folder.synthesise(step({ active: Color.GREEN }));
  const { output } = await terraform.apply();
  const at = (text: RegExp) => output.search(text);
  expect(at(/crowdsec_integration\.edge_[0-9A-F]{8}: Destruction complete/)).toBeGreaterThan(0);
  expect(at(/crowdsec_integration\.edge_[0-9A-F]{8}: Destruction complete/)).toBeLessThan(at(/terraform_data\.firewall: Modif/));
});

describe('in place', () => {
  const scheduled = (today: string) => (stack: TerraformStack) => withFirewall(stack, new Integration(stack, 'edge', {
    ...SETTINGS, credentialsVersion: CredentialsVersion.every(Duration.days(90), { anchor: '2026-01-01', today }),
  }));

  test('the date rotates with the first deployment of a period, once, and the firewall is told in the same deployment', async () => {
    await deploy(scheduled('2026-01-01'));
    const first = await told();
    expect(await deploy(scheduled('2026-03-31'))).toEqual({});

    expect(await deploy(scheduled('2026-04-01'))).toEqual({ 'crowdsec_integration.edge': 'update', ...FIREWALL_MOVES });
    expect(await changes()).toEqual(['PATCH /integrations']);
    const second = await told();
    expect([await pull(first), await pull(second)]).toEqual([401, 200]);

    // Nobody deployed for a year: one rotation.
    expect(await deploy(scheduled('2027-04-01'))).toEqual({ 'crowdsec_integration.edge': 'update', ...FIREWALL_MOVES });
    expect(await changes()).toEqual(['PATCH /integrations']);
  });

  test('new credentials come with the old pull window: a device that pulls at once is refused', async () => {
    await service.settings({ enforcePullWindow: true });
    await deploy(scheduled('2026-01-01'));
    expect(await pull(await told())).toBe(200);
    await deploy(scheduled('2026-04-01'));
    expect(await pull(await told())).toBe(429);
  });
});

test('a firewall with a construct of this package moves in place too: its feed is never taken away', async () => {
  const home = temporaryFolder('home');
  const login = { username: 'terraform', password: 'not-a-secret' };
  const certificates = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  const device = await SophosDevice.start(certificates.server, login);
  const sophos = new StackFolder(service, { HOME: home, SOPHOS_USERNAME: login.username, SOPHOS_PASSWORD: login.password });
  try {
    installNullProvider(home, ['3.2.4']);
    const apply = async (props: Pick<BlueGreenIntegrationProps, 'active' | 'standby'>) => {
      sophos.synthesise((stack) => new SophosThreatFeed(stack, 'blocklist', {
        integration: new BlueGreenIntegration(stack, 'edge', { ...SETTINGS, outputFormat: OutputFormat.SOPHOS, ...props }),
        hostname: device.hostname,
        caCertificate: certificates.ca,
      }));
      await sophos.works('apply', '-auto-approve');
      const { ExternalURL: endpoint, Username: username, Password: password } = device.feeds.get('blocklist')!;
      return { endpoint, username, password };
    };
    const blue = await apply({ active: Color.BLUE });
    expect(await apply({ active: Color.BLUE, standby: true })).toEqual(blue);
    const green = await apply({ active: Color.GREEN, standby: true });
    expect([await pull(blue), await pull(green)]).toEqual([200, 200]);
    expect(await apply({ active: Color.GREEN })).toEqual(green);
    expect([await pull(blue), await pull(green)]).toEqual([404, 200]);
    expect(device.requests.filter((xml) => xml.includes('<Remove>'))).toEqual([]);
  } finally {
    await sophos.end();
    await device.end();
    rmSync(home, { recursive: true, force: true });
  }
});

async function advanceADay(): Promise<void> {
  await service.control('PUT', '/clock', { advanceSeconds: 86_401 });
}
