import { TerraformIterator, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  bindings, BlueGreenIntegration, BlueGreenIntegrationProps, BouncerComponent, BouncerConfig, Color, CrowdsecProvider, CveSubscription,
  FortiGateThreatFeed, FortiosProvider, IIntegration, Integration, OutputFormat, VendorSubscription,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const BLOCKLIST_ID = '0123456789abcdef01234567';

let stack: TerraformStack;
beforeEach(() => {
  stack = production();
});

function production(): TerraformStack {
  const one = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(one, 'crowdsec');
  return one;
}

function pair(props: Partial<BlueGreenIntegrationProps> = {}, at = stack): BlueGreenIntegration {
  return new BlueGreenIntegration(at, 'edge', {
    outputFormat: OutputFormat.FORTIGATE, active: Color.BLUE, subscriptions: { vendors: ['Microsoft'] }, ...props,
  });
}

const namesIn = (template: Template) => template.resources('crowdsec_integration').map(({ name }) => name).sort();

describe('BlueGreenIntegration', () => {
  test('can be exchanged for an Integration of the same id: the JSON is the same', () => {
    const settings = {
      outputFormat: OutputFormat.FORTIGATE,
      description: 'the edge',
      credentialsVersion: '2',
      pullLimit: 50_000,
      enableIpAggregation: true,
      forceDestroy: true,
      subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'], fingerprints: ['microsoft-exchange'], blocklists: [BLOCKLIST_ID] },
    };
    const plain = production();
    new Integration(plain, 'edge', settings).subscribeToVendor('Citrix');
    pair(settings).subscribeToVendor('Citrix');
    expect(Template.of(stack).json).toEqual(Template.of(plain).json);
  });

  test('each colour has a name and addresses of its own, whichever is active and whether the other is there', () => {
    const seen = [Color.BLUE, Color.GREEN].flatMap((active) => [false, true].map((standby) => {
      const one = production();
      pair({ active, standby }, one);
      const template = Template.of(one);
      return [active, standby, namesIn(template), template.addresses.length];
    }));
    expect(seen).toEqual([
      ['blue', false, ['production-edge'], 2],
      ['blue', true, ['production-edge', 'production-edge-green'], 4],
      ['green', false, ['production-edge-green'], 2],
      ['green', true, ['production-edge', 'production-edge-green'], 4],
    ]);
    const both = production();
    pair({ standby: true }, both);
    const turned = production();
    pair({ standby: true, active: Color.GREEN }, turned);
    expect(Template.of(turned).json).toEqual(Template.of(both).json);
  });

  test('a name is blue\'s, and green\'s with -green behind it', () => {
    pair({ name: 'edge', standby: true });
    expect(namesIn(Template.of(stack))).toEqual(['edge', 'edge-green']);
  });

  test('both colours subscribe to the same, from the props and by methods', () => {
    const edge = pair({ standby: true, subscriptions: { cves: ['CVE-2024-25600'] } });
    edge.subscribeToVendor('Citrix');
    edge.subscribeToCve('CVE-2023-46805');
    edge.subscribeToFingerprint('microsoft-exchange');
    const answered = edge.subscribeToBlocklist(BLOCKLIST_ID, { remediation: 'ban' });
    expect(answered.integration).toBe(edge.integrations[0]);
    const lists = [edge, ...edge.integrations].map(({ vendors, cves, fingerprints, blocklists }) => ({ vendors, cves, fingerprints, blocklists }));
    const expected = { vendors: ['Citrix'], cves: ['CVE-2024-25600', 'CVE-2023-46805'], fingerprints: ['microsoft-exchange'], blocklists: [BLOCKLIST_ID] };
    expect(lists).toEqual([expected, expected, expected]);
    const written = Template.of(stack).resources('crowdsec_blocklist_subscription');
    expect(written.map(({ remediation }) => remediation)).toEqual(['ban', 'ban']);
    expect(new Set(written.map(({ integration_id }) => integration_id)).size).toBe(2);
  });

  test('a firewall is told the active one, with nothing else of it changed', () => {
    const written = (active: Color) => {
      const one = production();
      new FortiosProvider(one, 'fortios');
      new FortiGateThreatFeed(one, 'blocklist', { integration: pair({ active, standby: true }, one), maxEntries: 300_000, entriesPerList: 150_000 });
      return Template.of(one).resources('fortios_system_externalresource');
    };
    const [blue, green] = [written(Color.BLUE), written(Color.GREEN)];
    expect(blue).toHaveLength(2);
    expect(JSON.stringify(blue)).not.toContain('edge_green');
    const asBlue = JSON.stringify(green).replace(/edge_green_\w+/g, /edge_[A-F0-9]{8}/.exec(JSON.stringify(blue))![0]);
    expect(JSON.parse(asBlue)).toEqual(blue);
  });

  test('a remediation component too', () => {
    const edge = pair({ outputFormat: OutputFormat.REMEDIATION_COMPONENT, active: Color.GREEN, standby: true });
    const { content } = new BouncerConfig(stack, 'nginx', { component: BouncerComponent.NGINX, integration: edge });
    expect(content).toBeDefined();
    const text = JSON.stringify(Template.of(stack).json.locals);
    expect(text).toMatch(/crowdsec_integration\.edge_green_\w+\.api_key/);
    expect(text).toMatch(/crowdsec_integration\.edge_green_\w+\.lapi_url/);
  });

  test('hands on what the active one has, and its resource is the default child', () => {
    const edge = pair({ active: Color.GREEN, standby: true });
    const [green, blue] = edge.integrations;
    expect(edge.node.defaultChild).toBe(green.node.defaultChild);
    expect(edge.node.defaultChild).toBeInstanceOf(bindings.Integration);
    expect([green, blue].map(({ node }) => node.id)).toEqual(['green', 'Default']);
    const show = (id: string, one: IIntegration) => new TerraformOutput(stack, id, {
      value: [
        one.integrationId, one.integrationName, one.endpoint, one.endpointWithCredentials, one.username, one.password,
        one.connection().headerValue, one.pageUrls({ capacity: 10 }),
      ],
    });
    show('pair', edge);
    show('green', green);
    edge.addOutputs();
    const { outputs } = Template.of(stack);
    expect(outputs.pair).toEqual(outputs.green);
    expect(outputs.edge_password).toMatchObject({ sensitive: true, value: outputs.green.value[5] });
  });

  test('both are managed with the provider that it names', () => {
    const provider = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    expect(pair({ provider, standby: true }).provider).toBe(provider);
    expect(Template.of(stack).resources('crowdsec_integration').map((block) => block.provider)).toEqual(['crowdsec.tenant', 'crowdsec.tenant']);
  });

  test('without any subscription each colour is warned of', () => {
    pair({ standby: true, subscriptions: undefined });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining('production/edge/Default has no subscription'), expect.stringContaining('production/edge/green has no subscription'),
    ]);
  });
});

describe('BlueGreenIntegration: refused', () => {
  test.each<[string, Partial<BlueGreenIntegrationProps>, string]>([
    ['no colour', { active: undefined as any }, 'production/edge: "active": "undefined" is no colour; use one of blue, green'],
    ['another colour', { active: 'red' as any }, 'production/edge: "active": "red" is no colour; use one of blue, green'],
    ['a colour that stands by', { standby: Color.BLUE as any }, 'production/edge: "standby": "blue" is neither true nor false'],
  ])('%s', (_, props, problem) => {
    expect(() => pair(props)).toThrow(problem);
  });

  test('a choice that only Terraform knows', () => {
    const unknown = new TerraformVariable(stack, 'unknown', {});
    expect(() => pair({ active: unknown.stringValue as any })).toThrow('production/edge: "active": it is a value that only Terraform knows');
    expect(() => new BlueGreenIntegration(stack, 'other', { outputFormat: OutputFormat.F5, active: Color.BLUE, standby: unknown.booleanValue as any }))
      .toThrow('production/other: "standby": it is a value that only Terraform knows');
  });

  test('a subscription of the pair, which would stay with one colour; of each integration it is fine', () => {
    const edge = pair({ standby: true });
    new VendorSubscription(stack, 'citrix', { integration: edge, vendor: 'Citrix' });
    expect(problemsOf(stack)).toEqual([expect.stringContaining('production/citrix: "integration": production/edge is two integrations that take turns')]);

    stack = production();
    const each = TerraformIterator.fromList(['CVE-2024-25600']);
    pair({ standby: true }).integrations.forEach((integration) => (
      new CveSubscription(stack, `mass-${integration.node.id}`, { integration, cve: each.value, forEach: each })
    ));
    expect(problemsOf(stack)).toEqual([]);
  });
});
