import { TerraformStack, TerraformVariable } from 'cdktf';
import { findProvider } from './mirrors';
import { formsOf } from './rows';
import { StackWorkspace } from './stack-workspace';
import { CrowdsecProvider, FeedCredentials, IIntegration, Integration, OutputFormat } from '../../../src';
import { satisfies } from '../../../src/plugin/version-constraint';
import { Service } from '../../support/service';

/** A list as the device was told of it. */
export interface ToldList {
  /** Without credentials. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** In the device's own unit. */
  readonly interval: unknown;
  /** What the device makes of it. */
  readonly seconds: number;
}

/** What a device got when it pulled a list: the answer's status, and the addresses that it read from it. */
export interface Pulled {
  readonly status: number;
  readonly addresses: string[];
}

/** A stand-in for one firewall, at which one test's Terraform is pointed. */
export interface FirewallDouble {
  /** Where Terraform runs: the provider's own variables. */
  readonly env: NodeJS.ProcessEnv;
  /** The firewall's side of the stack. */
  declare(stack: TerraformStack, integration: IIntegration, credentials?: FeedCredentials): void;
  /** The lists that the device has now. */
  lists(): ToldList[];
  /** Pulls a list as the device does. */
  pull(list: ToldList): Promise<Pulled>;
  /** What would have changed something on the device since it was last forgotten. */
  readonly told: readonly unknown[];
  forget(): void;
  /** What is left on the device. */
  left(): unknown[];
  end(): Promise<void>;
}

export interface FirewallCase {
  readonly format: OutputFormat;
  /** Local name and address of the firewall's provider, and the versions that the construct is for. */
  readonly provider: readonly [name: string, source: string, constraint: string];
  start(): Promise<FirewallDouble>;
  /** One day, as the device is told of it. */
  readonly day: unknown;
  /** What the device is told of an endpoint that serves the whole blocklist. Default: the same. */
  readonly urlOf?: (endpoint: string) => string;
  /** Addresses of the resources that hold the credentials, without the toolkit's hash. */
  readonly holders: readonly string[];
  /** What a rename to `edge-renamed` plans beside the integration, and tells the device: where the served lines hold the integration's name. */
  readonly renamed?: { readonly plan: { readonly [address: string]: string }; readonly told: readonly unknown[] };
  /** Arguments of every plan and apply: for providers that cannot read without a device. */
  readonly planArguments?: readonly string[];
  /** A password that is one character too long for the device, and what the error says; undefined where the device says no limit. */
  readonly tooLong?: { readonly password: string; readonly message: string };
}

const CVE = 'CVE-2024-25600';
/** What syntaxes have marks for. The service takes any text for a password, so a rotation may bring any of it. */
const HOSTILE_PASSWORD = 'a"b\\c$d\'e ${f}%{g};[h]#?+&@:/%41';

interface Variant {
  readonly name?: string;
  readonly description?: string;
  readonly credentialsVersion?: string;
  /** Whether the credentials come from a variable, as for an integration that was made elsewhere. */
  readonly ownCredentials?: boolean;
}

/** The tests that every firewall's construct must pass with the real provider, a stand-in of the device, and the emulator. */
export function firewallSuite(title: string, firewall: FirewallCase): void {
  const { format, provider: [name, source, constraint], start, day, holders, renamed, tooLong } = firewall;
  const { urlOf = (endpoint: string) => endpoint, planArguments = [] } = firewall;
  const found = findProvider(source, constraint);
  const fits = found && satisfies(found.version, constraint);
  const tests = fits ? describe : describe.skip;
  tests(fits ? `${title}, ${source} ${found.version}` : `${title}: not run, because no mirror has ${source} ${constraint}`, () => {
    let service: Service;
    let device: FirewallDouble;
    let workspace: StackWorkspace;

    beforeAll(async () => {
      service = await Service.start();
    });
    beforeEach(async () => {
      await service.reset();
      device = await start();
      workspace = new StackWorkspace(service, { [name]: found! });
      Object.assign(workspace.env, device.env);
    });
    afterEach(async () => {
      await workspace.end();
      await device.end();
    });
    afterAll(() => service.end());

    const synthesise = ({ ownCredentials, ...variant }: Variant = {}) => workspace.synthesise((stack) => {
      new CrowdsecProvider(stack, 'crowdsec');
      const integration = new Integration(stack, 'edge', { outputFormat: format, name: 'edge', ...variant, subscriptions: { cves: [CVE] } });
      const password = () => new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
      device.declare(stack, integration, ownCredentials ? { username: 'reader', password: password() } : undefined);
    });
    const apply = () => workspace.apply(undefined, ...planArguments);
    const edge = async () => {
      const [, attributes] = Object.entries(await workspace.state()).find(([address]) => address.startsWith('crowdsec_integration.edge'))!;
      return attributes;
    };
    /** Planned actions by the resource's address, without the toolkit's hash. */
    const planned = async () => Object.fromEntries(
      Object.entries(await workspace.plan(...planArguments)).map(([address, action]) => [address.replace(/_[0-9A-F]{8}$/, ''), action]),
    );

    test('is told what Terraform holds, pulls the list with just that as often as the plan allows, and the next plan is empty', async () => {
      synthesise();
      await apply();
      const { endpoint, username, password } = await edge();
      const lists = device.lists();
      expect(lists).toEqual([expect.objectContaining({ url: urlOf(endpoint), username, password, interval: day })]);

      await service.settings({ plan: 'community', enforcePullWindow: true });
      const expected = await addressesOf(service);
      expect(expected.length).toBeGreaterThan(0);
      expect(await device.pull(lists[0])).toEqual({ status: 200, addresses: expected });
      await service.control('PUT', '/clock', { advanceSeconds: lists[0].seconds });
      expect(await device.pull(lists[0])).toEqual({ status: 200, addresses: expected });
      expect(await workspace.planExitCode(...planArguments)).toBe(0);
    });

    test('a rename of the integration, or another description, leaves the list on the firewall alone', async () => {
      synthesise();
      await apply();
      const before = device.lists();
      device.forget();
      synthesise({ name: 'edge-renamed' });
      expect(await planned()).toEqual({ 'crowdsec_integration.edge': 'update', ...renamed?.plan });
      await apply();
      expect(device.told).toEqual(renamed?.told ?? []);

      device.forget();
      synthesise({ name: 'edge-renamed', description: 'for the office' });
      expect(await planned()).toEqual({ 'crowdsec_integration.edge': 'update' });
      await apply();
      expect(await workspace.planExitCode(...planArguments)).toBe(0);
      expect(device.told).toEqual([]);
      expect(device.lists()).toEqual(before);
      expect(await device.pull(before[0])).toEqual({ status: 200, addresses: await addressesOf(service) });
    });

    test('new credentials update in place exactly what holds them; they open the list, the former ones do not', async () => {
      synthesise();
      await apply();
      const [before] = device.lists();
      device.forget();
      synthesise({ credentialsVersion: '2' });
      expect(await planned()).toEqual({ 'crowdsec_integration.edge': 'update', ...Object.fromEntries(holders.map((address) => [address, 'update'])) });
      const { output } = await apply();

      const { username, password } = await edge();
      expect(password).not.toBe(before.password);
      expect([before.password, password].flatMap(formsOf).filter((form) => output.includes(form))).toEqual([]);
      const [after] = device.lists();
      expect(after).toEqual({ ...before, username, password });
      expect(device.told).not.toEqual([]);
      expect((await device.pull(after)).status).toBe(200);
      expect((await device.pull(before)).status).toBe(401);
      expect(await workspace.planExitCode(...planArguments)).toBe(0);
    });

    test('a password of any characters arrives as it is, and is not shown; destroyed, the stack leaves nothing on the device', async () => {
      workspace.env.TF_VAR_password = HOSTILE_PASSWORD;
      synthesise({ ownCredentials: true });
      const { output } = await apply();
      expect(device.lists()).toEqual([expect.objectContaining({ username: 'reader', password: HOSTILE_PASSWORD })]);
      expect(formsOf(HOSTILE_PASSWORD).filter((form) => output.includes(form))).toEqual([]);

      await workspace.destroy(...planArguments);
      expect(device.left()).toEqual([]);
      expect(await service.integrations()).toEqual([]);
    });

    if (!tooLong) return;
    test('credentials that are too long for the device fail the apply with words, are not shown, and never reach the device', async () => {
      workspace.env.TF_VAR_password = tooLong.password;
      synthesise({ ownCredentials: true });
      const output = await workspace.applyFails(undefined, ...planArguments);
      expect(output).toContain(`devices/blocklist: ${tooLong.message}`);
      expect(output.replace(/\s/g, '')).not.toContain(tooLong.password.slice(0, 20));
      expect(device.told).toEqual([]);
    });
  });
}

/** What the subscription brings, from an integration that serves plain text. */
async function addressesOf(service: Service): Promise<string[]> {
  const twin = await service.api('POST', '/integrations', { name: 'twin', entity_type: 'firewall_integration', output_format: 'plain_text' });
  await service.api('POST', `/cves/${CVE}/integrations`, { name: 'twin' });
  const content = await service.api<string>('GET', `/integrations/${twin.id}/content`);
  return content.trim().split('\n');
}
