import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Fn, TerraformIterator, TerraformStack, TerraformVariable, Token } from 'cdktf';
import {
  BlocklistSubscription, BlueGreenIntegration, Color, CrowdsecProvider, DeliveryGate, DeliveryGateProps, Duration, Integration, OutputFormat,
  VendorSubscription,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const BLOCKLIST = '0123456789abcdef01234567';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.FORTIGATE, subscriptions: { vendors: ['Microsoft'] } });
});

function gate(props: Partial<DeliveryGateProps> = {}, id = 'served'): DeliveryGate {
  return new DeliveryGate(stack, id, { integrations: [edge], ...props });
}

/** The gate's resource, without what the toolkit adds to addresses. */
function resource(of: TerraformStack = stack): any {
  return JSON.parse(JSON.stringify(Template.of(of).resource('null_resource')).replace(/(crowdsec_\w+\.\w+?(?:-\w+)*)_[0-9A-F]{8}/g, '$1'));
}

function commands(of: TerraformStack = stack): any[] {
  return resource(of).provisioner.map((one: any) => one['local-exec']);
}

function settings(): any {
  return JSON.parse(commands()[0].environment.CROWDSEC_GATE);
}

const CREDENTIALS = 'jsonencode({"username" = crowdsec_integration.edge.username, "password" = crowdsec_integration.edge.password})';

test('can be imported, and its resource is the default child', () => {
  expect(gate().node.defaultChild).toMatchObject({ terraformResourceType: 'null_resource' });
});

test('minimal: facts and a digest as triggers, two commands of which only the second holds secrets', () => {
  gate();
  expect(resource().triggers).toEqual({
    'production/edge': '${jsonencode({"id" = crowdsec_integration.edge.id, "expect" = "addresses", "vendor" = [crowdsec_vendor_subscription.edge_vendor-Microsoft.id]})}',
    'production/edge credentials': `\${sha256(${CREDENTIALS})}`,
  });
  const environment = {
    CROWDSEC_GATE: '{"timeoutSeconds":600,"pollSeconds":30,"paths":["production/edge"]}',
    CROWDSEC_GATE_FACTS_0: '${base64gzip(self.triggers["production/edge"])}',
  };
  const interpreter = ['node', expect.stringMatching(/^\$\{path\.module\}\/assets\/cdktf-crowdsec-gate\/\w+\/main\.js$/)];
  expect(commands()).toEqual([
    { interpreter, command: 'wait', environment },
    { interpreter, command: 'probe', environment: { ...environment, CROWDSEC_GATE_CREDENTIALS_0: `\${${CREDENTIALS}}` } },
  ]);
  expect([problemsOf(stack), warningsOf(stack)]).toEqual([[], []]);
});

test('of blue and green both are waited for, as many as are there, with what they subscribe to', () => {
  const pair = new BlueGreenIntegration(stack, 'pair', {
    active: Color.GREEN, standby: true, outputFormat: OutputFormat.FORTIGATE, subscriptions: { vendors: ['Fortinet'] },
  });
  gate({ integrations: [pair], expectEmpty: [pair] });
  expect(settings().paths).toEqual(['production/pair/green', 'production/pair/Default']);
  expect(resource().triggers['production/pair/green']).toContain('"expect" = "nothing", "vendor" = [crowdsec_vendor_subscription.pair_green_vendor-Fortinet.id]');
  expect(problemsOf(stack)).toEqual([]);
});

test('the stack gets the provider that does nothing, unless it has one', () => {
  gate();
  expect(Template.of(stack).json.provider.null).toEqual([{}]);
  const other = new TerraformStack(stack.node.scope as any, 'other');
  new DeliveryGate(other, 'served', { integrations: [edge] });
  const own = new NullProvider(other, 'null');
  expect(Template.of(other).json.provider.null).toEqual([{}]);
  expect(own.node.path).toBe('other/null');
});

test('subscriptions that come after the gate count, of every kind, wherever they are declared, and in an order of their own', () => {
  gate();
  edge.subscribeToVendor('Citrix');
  edge.subscribeToCve('CVE-2024-25600');
  edge.subscribeToFingerprint('microsoft-exchange');
  new BlocklistSubscription(stack, 'own', { integration: edge, blocklistId: BLOCKLIST });
  expect(resource().triggers['production/edge']).toBe('${jsonencode({"id" = crowdsec_integration.edge.id, "expect" = "addresses", '
    + '"cve" = [crowdsec_cve_subscription.edge_cve-CVE-2024-25600.id], '
    + '"fingerprint" = [crowdsec_fingerprint_subscription.edge_fingerprint-microsoft-exchange.id], '
    + '"vendor" = [crowdsec_vendor_subscription.edge_vendor-Citrix.id, crowdsec_vendor_subscription.edge_vendor-Microsoft.id], '
    + '"blocklist" = [crowdsec_blocklist_subscription.own.id]})}');
});

test('subscriptions that an iterator makes are asked of Terraform', () => {
  const vendors = new TerraformVariable(stack, 'vendors', { type: 'list(string)' });
  const forEach = TerraformIterator.fromList(Fn.toset(vendors.listValue));
  new VendorSubscription(stack, 'each', { integration: edge, vendor: Token.asString(forEach.value), forEach });
  gate();
  expect(resource().triggers['production/edge']).toContain(
    'concat([crowdsec_vendor_subscription.edge_vendor-Microsoft.id], [ for key, val in crowdsec_vendor_subscription.each: val.id])',
  );
});

test('expectEmpty', () => {
  const empty = new Integration(stack, 'empty', { outputFormat: OutputFormat.CISCO, subscriptions: { blocklists: [BLOCKLIST] } });
  gate({ integrations: [edge, empty], expectEmpty: [empty] });
  const { triggers } = resource();
  expect(triggers['production/edge']).toContain('"expect" = "addresses"');
  expect(triggers['production/empty']).toContain('"expect" = "nothing"');
});

test('timeout and pollInterval are settings, no triggers', () => {
  gate();
  const { triggers } = resource();
  stack.node.tryRemoveChild('served');
  gate({ timeout: Duration.hours(1), pollInterval: Duration.minutes(2) });
  expect(settings()).toMatchObject({ timeoutSeconds: 3600, pollSeconds: 120 });
  expect(resource().triggers).toEqual(triggers);
});

test('probeContent: false has no credentials anywhere', () => {
  gate({ probeContent: false });
  expect(commands().map(({ command }) => command)).toEqual(['wait']);
  expect(JSON.stringify(resource())).not.toMatch(/password|api_key/);
});

test('a remediation component is probed with its key; where Terraform alone knows the format, with what there is', () => {
  const format = new TerraformVariable(stack, 'format', {});
  const proxy = new Integration(stack, 'proxy', { outputFormat: OutputFormat.REMEDIATION_COMPONENT, subscriptions: { vendors: ['Microsoft'] } });
  const any = new Integration(stack, 'any', { outputFormat: format.value, subscriptions: { vendors: ['Microsoft'] } });
  gate({ integrations: [proxy, any] });
  expect(commands()[1].environment).toMatchObject({
    CROWDSEC_GATE_CREDENTIALS_0: '${jsonencode({"api_key" = crowdsec_integration.proxy.api_key})}',
    CROWDSEC_GATE_CREDENTIALS_1: '${jsonencode({"username" = crowdsec_integration.any.username, "password" = crowdsec_integration.any.password, '
      + '"api_key" = crowdsec_integration.any.api_key})}',
  });
});

test('an integration that is looked up is waited for, and not probed', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'old');
  gate({ integrations: [found, edge] });
  const [wait, probe] = commands();
  expect(Object.keys(wait.environment)).toEqual(['CROWDSEC_GATE', 'CROWDSEC_GATE_FACTS_0', 'CROWDSEC_GATE_FACTS_1']);
  expect(Object.keys(probe.environment)).toContain('CROWDSEC_GATE_CREDENTIALS_1');
  expect(Object.keys(probe.environment)).not.toContain('CROWDSEC_GATE_CREDENTIALS_0');
  stack.node.tryRemoveChild('served');
  gate({ integrations: [found] });
  expect(commands()).toHaveLength(1);
  expect(problemsOf(stack)).toEqual([]);
});

test('the provider\'s connection is handed on, secrets as references', () => {
  const key = new TerraformVariable(stack, 'key', { sensitive: true });
  const tenant = new CrowdsecProvider(stack, 'tenant', {
    alias: 'tenant', apiKey: key.stringValue, apiUrl: 'https://example.test/v1', caCertificatePem: 'PEM', requestTimeoutSeconds: 5, maxRetries: 2, requestsPerSecond: 0.5,
  });
  const other = new Integration(stack, 'other', { outputFormat: OutputFormat.CISCO, provider: tenant, subscriptions: { vendors: ['Microsoft'] } });
  gate({ integrations: [other] });
  expect(commands()[0].environment).toMatchObject({
    CROWDSEC_SERVICE_API_KEY: '${var.key}',
    CROWDSEC_SERVICE_API_URL: 'https://example.test/v1',
    CROWDSEC_GATE_CA_CERTIFICATE_PEM: 'PEM',
    CROWDSEC_GATE_REQUEST_TIMEOUT_SECONDS: '5',
    CROWDSEC_GATE_MAX_RETRIES: '2',
    CROWDSEC_GATE_REQUESTS_PER_SECOND: '0.5',
  });
  expect(problemsOf(stack)).toEqual([]);
});

test('an integration of another stack: its facts come through that stack\'s outputs', () => {
  const firewalls = new TerraformStack(stack.node.scope as any, 'firewalls');
  new DeliveryGate(firewalls, 'served', { integrations: [edge] });
  edge.subscribeToVendor('Citrix');
  const [facts] = Object.values<string>(resource(firewalls).triggers);
  expect(facts.match(/data\.terraform_remote_state\.\S+?\.outputs\./g)).toHaveLength(3);
  expect(JSON.stringify(resource(firewalls))).not.toMatch(/(?<!output-)crowdsec_(integration|vendor_subscription)\./);
  const shown = Object.values<any>(Template.of(stack).outputs).filter(({ value, sensitive }) => /password|api_key/.test(value) && !sensitive);
  expect(shown).toEqual([]);
  expect(problemsOf(firewalls)).toEqual([]);
});

test('names that Terraform would read as templates stay what they are', () => {
  const odd = new Integration(stack, '${a}"%{b}', { outputFormat: OutputFormat.CISCO, name: 'odd', subscriptions: { vendors: ['Microsoft'] } });
  gate({ integrations: [odd] });
  expect(Object.keys(resource().triggers)[0]).toBe('production/$${a}"%%{b}');
  expect(commands()[0].environment.CROWDSEC_GATE_FACTS_0).toBe('${base64gzip(self.triggers["production/$${a}\\"%%{b}"])}');
});

describe('errors', () => {
  test.each<[string, unknown, string]>([
    ['no integration', [], 'production/served: "integrations" is no list of integrations, or an empty one'],
    ['no list', undefined, 'production/served: "integrations" is no list of integrations, or an empty one'],
    ['something else', [{}], 'production/served: "integration" is no Integration'],
  ])('%s', (_, integrations, message) => {
    expect(() => gate({ integrations: integrations as any })).toThrow(message);
  });

  test('expectEmpty is no list', () => {
    expect(() => gate({ expectEmpty: edge as any })).toThrow('production/served: "expectEmpty" is no list of integrations');
  });

  test.each<[Partial<DeliveryGateProps>, string]>([
    [{ timeout: Duration.days(2) }, 'production/served: "timeout": 2 days is too short or too long; give one second to one day'],
    [{ timeout: Duration.seconds(0.5) }, 'production/served: "timeout": 0.5 seconds is too short or too long; give one second to one day'],
    [{ pollInterval: Duration.seconds(0.1) }, 'production/served: "pollInterval": 0.1 seconds is too short; give at least one second'],
  ])('%j', (props, message) => {
    gate(props);
    expect(problemsOf(stack)).toEqual([message]);
  });

  test('expectEmpty names another integration', () => {
    const other = new Integration(stack, 'other', { outputFormat: OutputFormat.CISCO, subscriptions: { vendors: ['Microsoft'] } });
    gate({ expectEmpty: [other] });
    expect(problemsOf(stack)).toEqual(['production/served: "expectEmpty": production/other is not in "integrations". Name it there too, or take it out here']);
  });

  test('probeContent: true with an integration that is looked up', () => {
    gate({ integrations: [edge, Integration.fromIntegrationId(stack, 'found', BLOCKLIST)], probeContent: true });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/served: "probeContent": production\/found is looked up/)]);
  });

  test('integrations of several providers, unless one is named for all', () => {
    const alias = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    const other = new Integration(stack, 'other', { outputFormat: OutputFormat.CISCO, provider: alias, subscriptions: { vendors: ['Microsoft'] } });
    gate({ integrations: [edge, other], provider: alias }, 'named');
    expect(problemsOf(stack)).toEqual([]);
    gate({ integrations: [edge, other] });
    expect(problemsOf(stack)).toEqual([
      expect.stringMatching(/^production\/served: "integrations" are of several providers \(production\/crowdsec, production\/tenant\)/),
    ]);
  });

  test('a provider of another stack, and something that is none', () => {
    const elsewhere = new TerraformStack(stack.node.scope as any, 'elsewhere');
    gate({ provider: new CrowdsecProvider(elsewhere, 'crowdsec') });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/served: "provider": elsewhere\/crowdsec belongs to another stack/)]);
    expect(() => gate({ provider: {} as any }, 'wrong')).toThrow('production/wrong: "provider" is no CrowdsecProvider');
  });
});
