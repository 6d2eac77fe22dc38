import { TerraformElement, TerraformStack, TerraformVariable } from 'cdktf';
import { bindings, CrowdsecProvider, EntityType, Integration, OutputFormat } from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const BLOCKLIST_ID = '0123456789abcdef01234567';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
});

function firewall(id = 'edge', props: Partial<ConstructorParameters<typeof Integration>[2]> = {}): Integration {
  return new Integration(stack, id, { outputFormat: OutputFormat.PALOALTO, ...props });
}

function variable(name: string): TerraformVariable {
  return new TerraformVariable(stack, name, { type: 'string' });
}

/** The Terraform expression for an attribute of the only integration. */
function expression(edge: Integration, attribute: string): string {
  return `\${crowdsec_integration.${(edge.node.defaultChild as TerraformElement).friendlyUniqueId}.${attribute}}`;
}

describe('Integration', () => {
  test('has the L1 as its default child', () => {
    expect(firewall().node.defaultChild).toBeInstanceOf(bindings.Integration);
    expect(firewall('other').node.defaultChild!.node.id).toBe('Resource');
  });

  test('minimal: the name is derived from the path, what is left out is left to the provider', () => {
    firewall();
    expect(Template.of(stack).resource('crowdsec_integration')).toEqual({ name: 'production-edge', output_format: 'paloalto' });
  });

  test('takes every argument of the resource', () => {
    firewall('edge', {
      name: 'edge',
      description: 'the edge',
      pullLimit: 50_000,
      enableIpAggregation: true,
      entityType: EntityType.FIREWALL_INTEGRATION,
      credentialsVersion: '2',
      forceDestroy: true,
    });
    expect(Template.of(stack).resource('crowdsec_integration')).toEqual({
      name: 'edge',
      output_format: 'paloalto',
      description: 'the edge',
      pull_limit: 50_000,
      enable_ip_aggregation: true,
      entity_type: 'firewall_integration',
      credentials_version: '2',
      force_destroy: true,
    });
  });

  test('hands on what the service decides', () => {
    const edge = firewall('edge', { name: 'edge' });
    expect(stack.node.tryFindChild('edge')).toBe(edge);
    const { outputs } = withOutputs({
      id: edge.integrationId,
      name: edge.integrationName,
      url: edge.endpoint,
      user: edge.username,
      password: edge.password,
      whole: edge.endpointWithCredentials,
    });
    expect(outputs).toEqual({
      id: expression(edge, 'id'),
      name: expression(edge, 'name'),
      url: expression(edge, 'endpoint'),
      user: expression(edge, 'username'),
      password: expression(edge, 'password'),
      whole: expression(edge, 'endpoint_with_credentials'),
    });
  });

  test('a remediation component has a key and a LAPI URL, a firewall user name and password', () => {
    const bouncer = firewall('bouncer', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
    expect(withOutputs({ key: bouncer.apiKey, url: bouncer.lapiUrl }).outputs).toEqual({
      key: expression(bouncer, 'api_key'), url: expression(bouncer, 'lapi_url'),
    });
    for (const prop of ['username', 'password', 'endpointWithCredentials'] as const) {
      expect(() => bouncer[prop]).toThrow(`production/bouncer: "${prop}": an integration of output format "remediation_component" has none. Use "apiKey"`);
    }
    for (const prop of ['apiKey', 'lapiUrl'] as const) {
      expect(() => firewall(prop)[prop]).toThrow(`production/${prop}: "${prop}": an integration of output format "paloalto" has none. Use "endpoint"`);
    }
  });

  test('is managed with the provider that it names, and its subscriptions too', () => {
    const other = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    firewall('edge', { provider: other, subscriptions: { vendors: ['Citrix'] } });
    const template = Template.of(stack);
    expect(template.resource('crowdsec_integration').provider).toBe('crowdsec.tenant');
    expect(template.resource('crowdsec_vendor_subscription').provider).toBe('crowdsec.tenant');
  });
});

describe('Integration: subscriptions', () => {
  test('from the props and by methods', () => {
    const edge = firewall('edge', {
      subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'], fingerprints: ['microsoft-exchange'], blocklists: [BLOCKLIST_ID] },
    });
    edge.subscribeToVendor('Palo Alto Networks');
    edge.subscribeToBlocklist('89abcdef0123456789abcdef', { remediation: 'captcha' });
    const template = Template.of(stack);
    const integration_id = expression(edge, 'id');
    expect(template.resources('crowdsec_vendor_subscription')).toEqual(expect.arrayContaining([
      { integration_id, vendor: 'Microsoft' }, { integration_id, vendor: 'Palo Alto Networks' },
    ]));
    expect(template.resource('crowdsec_cve_subscription')).toEqual({ integration_id, cve: 'CVE-2024-25600' });
    expect(template.resource('crowdsec_fingerprint_subscription')).toEqual({ integration_id, fingerprint: 'microsoft-exchange' });
    expect(template.resources('crowdsec_blocklist_subscription')).toEqual(expect.arrayContaining([
      { integration_id, blocklist_id: BLOCKLIST_ID },
      { integration_id, blocklist_id: '89abcdef0123456789abcdef', remediation: 'captcha' },
    ]));
  });

  test('getters are copies of what was asked for', () => {
    const edge = firewall('edge', { subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'] } });
    edge.subscribeToFingerprint('microsoft-exchange');
    edge.subscribeToBlocklist(BLOCKLIST_ID);
    edge.vendors.push('Citrix');
    expect([edge.vendors, edge.cves, edge.fingerprints, edge.blocklists])
      .toEqual([['Microsoft'], ['CVE-2024-25600'], ['microsoft-exchange'], [BLOCKLIST_ID]]);
  });

  test('addresses depend on the key alone, so that neither order nor others re-create them', () => {
    const addresses = (vendors: string[]) => {
      const one = new TerraformStack(testApp(), 'production');
      new CrowdsecProvider(one, 'crowdsec');
      new Integration(one, 'edge', { outputFormat: OutputFormat.PALOALTO, subscriptions: { vendors } });
      const template = Template.of(one);
      return new Map(Object.entries(template.json.resource.crowdsec_vendor_subscription).map(([name, block]: [string, any]) => [block.vendor, name]));
    };
    const before = addresses(['Microsoft', 'A/B', 'A B']);
    const after = addresses(['Zyxel', 'A B', 'Microsoft', 'A/B']);
    for (const [vendor, address] of before) expect(after.get(vendor)).toBe(address);
    expect(new Set(after.values()).size).toBe(4);
  });

  test('a key that only Terraform knows has a stable address as well', () => {
    variable('first');
    const second = variable('second');
    firewall('edge', { subscriptions: { vendors: [second.stringValue], cves: [second.stringValue] } });
    const template = Template.of(stack);
    expect(template.resource('crowdsec_vendor_subscription').vendor).toBe('${var.second}');
    expect(template.addresses.join()).not.toMatch(/TOKEN/);
  });

  test('a list that only Terraform knows is for an iterator', () => {
    const vendors = new TerraformVariable(stack, 'vendors', { type: 'list(string)' }).listValue;
    expect(() => firewall('edge', { subscriptions: { vendors } }))
      .toThrow('production/edge: "subscriptions": "vendors" is a list that only Terraform knows');
  });

  test('the same twice is an error that names both places', () => {
    const edge = firewall('edge', { subscriptions: { cves: ['CVE-2024-25600', 'CVE-2024-25600'] } });
    expect(edge.subscribeToVendor('Citrix')).toBe(edge.subscribeToVendor('Citrix'));
    expect(problemsOf(stack)).toEqual([
      expect.stringMatching(/^production\/edge subscribes to cve "CVE-2024-25600" more than once \(production\/edge\/cve-.*, production\/.*\)/),
      expect.stringMatching(/^production\/edge subscribes to vendor "Citrix" more than once/),
    ]);
  });

  test('none at all is a warning, which a later one lifts', () => {
    const edge = firewall();
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^production\/edge has no subscription: it will serve an empty blocklist/)]);
    const other = new TerraformStack(testApp(), 'other');
    new CrowdsecProvider(other, 'crowdsec');
    new Integration(other, 'edge', { outputFormat: OutputFormat.F5 }).subscribeToVendor('Citrix');
    expect(warningsOf(other)).toEqual([]);
    expect(edge.vendors).toEqual([]);
  });
});

describe('Integration: checks at synthesis', () => {
  const cases: [string, object, RegExp][] = [
    ['an empty name', { name: '' }, /^production\/edge: "name": the name is empty/],
    ['an empty description', { description: '' }, /^production\/edge: "description": the description is empty/],
    ['an unknown format', { outputFormat: 'netgear' }, /"outputFormat": "netgear" is no output format; use one of plain_text/],
    ['an unknown entity type', { entityType: 'engine' }, /"entityType": "engine" is no entity type; use one of firewall_integration/],
    ['a remediation-component format on a firewall',
      { outputFormat: OutputFormat.REMEDIATION_COMPONENT, entityType: EntityType.FIREWALL_INTEGRATION },
      /"entityType": output format "remediation_component" does not go with entity type "firewall_integration"/],
    ['a pull limit that is none', { pullLimit: 1.5 }, /"pullLimit": 1.5 is no limit; give a whole number/],
    ['a CVE that is none', { subscriptions: { cves: ['cve-2024-1'] } }, /^production\/edge\/cve-cve-2024-1: "cve": "cve-2024-1" is no CVE id/],
    ['an empty vendor', { subscriptions: { vendors: [' '] } }, /"vendor": the vendor is empty/],
    ['a blocklist that is none', { subscriptions: { blocklists: ['tor'] } }, /"blocklistId": "tor" is no id; ids are 24 hexadecimal digits/],
  ];
  test.each(cases)('%s', (_title, props, expected) => {
    firewall('edge', props);
    expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
  });

  test('a format that is missing, as a misspelt member of the enum is in JavaScript', () => {
    firewall('edge', { outputFormat: (OutputFormat as { [name: string]: OutputFormat }).PALO_ALTO });
    expect(problemsOf(stack)).toEqual(['production/edge: "outputFormat" is missing, and there is no default']);
  });

  test('null is left out, a text is no list', () => {
    const edge = firewall('edge', { name: null, description: null, pullLimit: null, subscriptions: { vendors: null } } as never);
    firewall('other', { subscriptions: null } as never);
    expect(problemsOf(stack)).toEqual([]);
    expect(Template.of(stack).resources('crowdsec_integration')).toContainEqual(expect.objectContaining({ name: 'production-edge', description: null }));
    expect(edge.vendors).toEqual([]);
    expect(() => firewall('third', { subscriptions: { vendors: 'Microsoft' } } as never))
      .toThrow('production/third: "subscriptions": "vendors" is no list. Write it in brackets');
  });

  test('a format that only Terraform knows: its credentials are for the user to choose', () => {
    const edge = firewall('edge', { outputFormat: variable('format').stringValue as OutputFormat });
    expect(withOutputs({ key: edge.apiKey, password: edge.password }).outputs)
      .toEqual({ key: expression(edge, 'api_key'), password: expression(edge, 'password') });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('two integrations of one name: the second is told', () => {
    firewall('a', { name: 'edge' });
    firewall('b', { name: 'edge' });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/b: "name": "edge" is the name of production\/a too/)]);
  });

  test('one name under two providers is fine', () => {
    firewall('a', { name: 'edge' });
    firewall('b', { name: 'edge', provider: new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' }) });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('no check stumbles over values that only Terraform knows', () => {
    const text = variable('text').stringValue;
    const limit = new TerraformVariable(stack, 'limit', { type: 'number' }).numberValue;
    firewall('a', { name: text, description: text, pullLimit: limit, credentialsVersion: text, subscriptions: { cves: [text], blocklists: [text] } });
    firewall('b', { name: text });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('a stack without provider', () => {
    const bare = new TerraformStack(testApp(), 'bare');
    new Integration(bare, 'edge', { outputFormat: OutputFormat.F5 });
    expect(problemsOf(bare)).toContainEqual(expect.stringMatching(/^bare\/edge needs a CrowdsecProvider, and the stack "bare" has none/));
  });

  test('a provider with an alias serves only those who name it', () => {
    const bare = new TerraformStack(testApp(), 'bare');
    const provider = new CrowdsecProvider(bare, 'tenant', { alias: 'tenant' });
    new Integration(bare, 'named', { outputFormat: OutputFormat.F5, provider });
    expect(problemsOf(bare)).toEqual([]);
    new Integration(bare, 'unnamed', { outputFormat: OutputFormat.F5 });
    expect(problemsOf(bare)).toEqual([expect.stringMatching(/^bare\/unnamed needs a CrowdsecProvider/)]);
  });
});

describe('Integration: addOutputs', () => {
  test('a firewall: endpoint, user name and the hidden password under the id of the construct', () => {
    const edge = firewall('edge');
    edge.addOutputs();
    expect(Template.of(stack).outputs).toEqual({
      edge_endpoint: { value: expression(edge, 'endpoint'), description: 'URL of the blocklist of production/edge', sensitive: false },
      edge_username: { value: expression(edge, 'username'), description: 'User name for the endpoint of production/edge', sensitive: false },
      edge_password: { value: expression(edge, 'password'), description: 'Password for the endpoint of production/edge', sensitive: true },
    });
  });

  test('a remediation component: endpoint and the hidden key, under a prefix of one\'s own', () => {
    const bouncer = firewall('b', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
    bouncer.addOutputs('nginx');
    const { outputs } = Template.of(stack);
    expect(Object.keys(outputs)).toEqual(['nginx_api_key', 'nginx_endpoint']);
    expect(outputs.nginx_api_key).toMatchObject({ value: expression(bouncer, 'api_key'), sensitive: true });
  });

  test('a prefix that is taken', () => {
    firewall('edge').addOutputs();
    expect(() => firewall('other').addOutputs('edge')).toThrow('production/other: the stack has a "edge_endpoint" already');
  });

  test('a prefix that no output can have', () => {
    expect(() => firewall().addOutputs('my edge')).toThrow('production/edge: "my edge" cannot start the name of a Terraform output');
  });
});

/** Resolves tokens by way of a local, which leaves them as they are in the JSON. */
function withOutputs(values: { [name: string]: string }): { outputs: { [name: string]: string } } {
  stack.addOverride('locals', values);
  return { outputs: Template.of(stack).json.locals };
}
