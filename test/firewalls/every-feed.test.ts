import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformProvider, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import {
  BigipProvider, CheckPointIocFeed, CheckPointNetworkFeed, CheckPointProvider, CiscoSecurityIntelligenceFeed, CrowdsecProvider, Duration,
  F5FeedList, F5FeedListCommand, FirewallFeedProps, FmcProvider, FortiGateThreatFeed, FortiosProvider, HostUpdater, IIntegration, Integration,
  JuniperDynamicAddress, JunosProvider, LocalProvider, MikroTikAddressList, OpnsenseProvider, OpnSenseUrlTableAlias, OutputFormat,
  PaloAltoExternalDynamicList, PanosProvider, PfsenseProvider, PfSenseUrlTableAlias, PlanTier, RestapiProvider, RouterosProvider, SophosThreatFeed,
} from '../../src';
import { Block, problemsOf, Template, testApp } from '../support/template';
import { cleanEnvironment, run, temporaryFolder, TERRAFORM } from '../support/terraform';

/** What every construct on a firewall's side is, as far as all are alike. */
interface Row {
  readonly format: OutputFormat;
  readonly make: (stack: TerraformStack, props: FirewallFeedProps) => { readonly listNames: string[] };
  readonly provider: (stack: TerraformStack, id: string, alias?: string) => TerraformProvider;
  /** Type of the provider's resources, before the first `_`. */
  readonly type: string;
  /** Entries that come as two pages; undefined where the device holds no more than one. */
  readonly twoPages?: number;
}

const ID = 'blocklist';
const ROWS: { readonly [construct: string]: Row } = {
  PaloAltoExternalDynamicList: {
    format: OutputFormat.PALOALTO,
    make: (stack, props) => new PaloAltoExternalDynamicList(stack, ID, { certificateProfile: 'amazon', ...props }),
    provider: (stack, id, alias) => new PanosProvider(stack, id, { alias }),
    type: 'panos',
  },
  FortiGateThreatFeed: {
    format: OutputFormat.FORTIGATE,
    make: (stack, props) => new FortiGateThreatFeed(stack, ID, props),
    provider: (stack, id, alias) => new FortiosProvider(stack, id, { alias }),
    type: 'fortios',
  },
  CheckPointNetworkFeed: {
    format: OutputFormat.CHECKPOINT,
    make: (stack, props) => new CheckPointNetworkFeed(stack, ID, { install: { policyPackage: 'Standard' }, ...props }),
    provider: (stack, id, alias) => new CheckPointProvider(stack, id, { alias }),
    type: 'checkpoint',
    twoPages: 120_000,
  },
  CheckPointIocFeed: {
    format: OutputFormat.CHECKPOINT,
    make: (stack, props) => new CheckPointIocFeed(stack, ID, { install: { policyPackage: 'Standard' }, ...props }),
    provider: (stack, id, alias) => new CheckPointProvider(stack, id, { alias }),
    type: 'checkpoint',
    twoPages: 120_000,
  },
  CiscoSecurityIntelligenceFeed: {
    format: OutputFormat.CISCO,
    make: (stack, props) => new CiscoSecurityIntelligenceFeed(stack, ID, props),
    provider: (stack, id, alias) => new FmcProvider(stack, id, { alias }),
    type: 'fmc',
    twoPages: 600_000,
  },
  JuniperDynamicAddress: {
    format: OutputFormat.JUNIPER,
    make: (stack, props) => new JuniperDynamicAddress(stack, ID, props),
    provider: (stack, id, alias) => new JunosProvider(stack, id, { alias }),
    type: 'junos',
    twoPages: 600_000,
  },
  MikroTikAddressList: {
    format: OutputFormat.MIKROTIK,
    make: (stack, props) => new MikroTikAddressList(stack, ID, { pullAtStart: true, ...props }),
    provider: (stack, id, alias) => new RouterosProvider(stack, id, { alias }),
    type: 'routeros',
    twoPages: 70_000,
  },
  OpnSenseUrlTableAlias: {
    format: OutputFormat.OPNSENSE,
    make: (stack, props) => new OpnSenseUrlTableAlias(stack, ID, props),
    provider: (stack, id, alias) => new OpnsenseProvider(stack, id, { alias }),
    type: 'opnsense',
    twoPages: 600_000,
  },
  PfSenseUrlTableAlias: {
    format: OutputFormat.PFSENSE,
    make: (stack, props) => new PfSenseUrlTableAlias(stack, ID, props),
    provider: (stack, id, alias) => new PfsenseProvider(stack, id, { alias }),
    type: 'pfsense',
    twoPages: 400_000,
  },
  SophosThreatFeed: {
    format: OutputFormat.SOPHOS,
    make: (stack, props) => new SophosThreatFeed(stack, ID, { hostname: '192.0.2.1', ...props }),
    provider: (stack, id, alias) => new NullProvider(stack, id, { alias }),
    type: 'null',
    twoPages: 600_000,
  },
  F5FeedList: {
    format: OutputFormat.F5,
    make: (stack, props) => new F5FeedList(stack, ID, props),
    provider: (stack, id, alias) => new RestapiProvider(stack, id, { alias, uri: 'https://192.0.2.1' }),
    type: 'restapi',
    twoPages: 180_000,
  },
  F5FeedListCommand: {
    format: OutputFormat.F5,
    make: (stack, props) => new F5FeedListCommand(stack, ID, props),
    provider: (stack, id, alias) => new BigipProvider(stack, id, { alias }),
    type: 'bigip',
    twoPages: 180_000,
  },
  HostUpdater: {
    format: OutputFormat.PLAIN_TEXT,
    make: (stack, props) => {
      const updater = new HostUpdater(stack, ID, props);
      updater.writeLocally();
      return updater;
    },
    provider: (stack, id, alias) => new LocalProvider(stack, id, { alias }),
    type: 'local',
    twoPages: 600_000,
  },
};

describe.each(Object.entries(ROWS))('%s', (construct, { format, make, provider, type, twoPages }) => {
  let stack: TerraformStack;
  let edge: IIntegration;

  beforeEach(() => {
    stack = new TerraformStack(testApp(), 'production');
    new CrowdsecProvider(stack, 'crowdsec');
    provider(stack, type);
    edge = new Integration(stack, 'edge', { outputFormat: format, name: 'name-of-the-integration', subscriptions: { vendors: ['Microsoft'] } });
  });

  afterEach(() => jest.restoreAllMocks());

  const feed = (props: Partial<FirewallFeedProps> = {}) => make(stack, { integration: edge, ...props });
  const secret = (name: string) => new TerraformVariable(stack, name, { type: 'string', sensitive: true }).stringValue;
  /** All resources of the firewall's provider, and those that Terraform brings itself. */
  const resources = (): [string, Block][] => Object.entries<Block>(Template.of(stack).json.resource)
    .flatMap(([kind, all]) => (kind.startsWith(`${type}_`) || kind === 'terraform_data' ? Object.values(all).map((one): [string, Block] => [kind, one]) : []));
  const text = () => JSON.stringify(resources());

  test('minimal: nothing to complain about, the endpoint and the credentials are told, the list is named after the construct', () => {
    const { listNames } = feed();
    expect(problemsOf(stack)).toEqual([]);
    expect(text()).toMatch(/crowdsec_integration\.\w+\.endpoint/);
    expect(text()).toMatch(/crowdsec_integration\.\w+\.(password|endpoint_with_credentials)\b/);
    if (type !== 'routeros') expect(listNames[0]).toContain('blocklist');
  });

  test('all of its resources are the given provider\'s', () => {
    feed({ provider: provider(stack, 'other', 'branch') });
    const own = resources().filter(([kind]) => kind !== 'terraform_data');
    expect(own.map(([, one]) => one.provider)).toEqual(own.map(() => `${type}.branch`));
  });

  test('a rename or another description of the integration plans nothing here', () => {
    // Lines of F5 name a category after the integration, unless the user says which.
    feed({ maxEntries: 20_000, ...(format === OutputFormat.F5 && { category: 'crowdsec' }) });
    expect(text()).not.toContain('name-of-the-integration');
    expect(text()).not.toMatch(/crowdsec_integration\.\w+\.(?!(endpoint|endpoint_with_credentials|username|password)\b)/);
  });

  test('every page is told, each once', () => {
    if (twoPages === undefined) return;
    feed({ maxEntries: twoPages });
    expect(problemsOf(stack)).toEqual([]);
    const told = resources().filter(([kind]) => kind !== 'terraform_data').map(([, { triggers, lifecycle, ...one }]) => JSON.stringify(one));
    expect(told.join().match(/\?page=\d+&page_size=\d+/g)!.sort()).toEqual([1, 2].map((page) => `?page=${page}&page_size=${twoPages / 2}`));
  });

  test('an integration of any other format is refused, with the one to use', () => {
    const fitting = construct === 'CheckPointNetworkFeed' ? [format, OutputFormat.PLAIN_TEXT] : [format];
    for (const other of Object.values(OutputFormat).filter((one) => !fitting.includes(one))) {
      stack.node.tryRemoveChild(ID);
      const wrong = new Integration(stack, `wrong-${other}`, { outputFormat: other });
      expect(() => feed({ integration: wrong })).toThrow(new RegExp(
        `^production/blocklist: "integration": production/wrong-${other} has the output format "${other}", which .* cannot read. `
        + `Give an Integration with .*OutputFormat.${format.toUpperCase()}`,
      ));
    }
  });

  test('something that is no integration is refused', () => {
    for (const integration of [undefined, {}, stack]) {
      stack.node.tryRemoveChild(ID);
      expect(() => feed({ integration: integration as IIntegration })).toThrow('production/blocklist: "integration" is no Integration');
    }
  });

  test('of an integration that is looked up the credentials must be given, and Terraform checks the format', () => {
    const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
    expect(() => feed({ integration: found })).toThrow(/^production\/blocklist: "credentials" is missing: production\/found is looked up/);
    stack.node.tryRemoveChild(ID);
    feed({ integration: found, credentials: { username: 'reader', password: secret('password') }, maxEntries: twoPages });
    expect(problemsOf(stack)).toEqual([]);
    expect(text()).toMatch(new RegExp(`contains\\(\\[[^\\]]*${format}[^\\]]*\\], data\\.crowdsec_integration\\.\\w+\\.output_format\\)`));
    expect(text()).toContain('var.password');
  });

  test('half of the credentials is refused', () => {
    expect(() => feed({ credentials: { username: 'reader' } as any })).toThrow('production/blocklist: "credentials.password" is missing');
  });

  test('a literal password is refused, and written nowhere', () => {
    feed({ credentials: { username: 'reader', password: 'hunter2' } });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/blocklist: "credentials.password" is a literal(?!.*hunter2)/)]);
    expect(Testing.synth(stack)).not.toContain('hunter2');
  });

  test('numbers that only Terraform knows, and those that are none, are refused by their names', () => {
    const maxEntries = new TerraformVariable(stack, 'most', { type: 'number' }).numberValue;
    expect(() => feed({ maxEntries })).toThrow(
      'production/blocklist: "maxEntries": it is a value that only Terraform knows, and the number of lists follows from it',
    );
    for (const wrong of [0, 1.5, NaN, -1]) {
      stack.node.tryRemoveChild(ID);
      expect(() => feed({ maxEntries: wrong })).toThrow(`production/blocklist: "maxEntries": ${wrong} is no number of entries`);
    }
  });

  test('a name that only Terraform knows, whole or in part, is told as it is, unless files are named after it', () => {
    const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
    if (type === 'local') {
      expect(() => feed({ name })).toThrow('production/blocklist: "name": it is a value that only Terraform knows');
      return;
    }
    // The toolkit warns of texts that it might write wrongly.
    const said = jest.spyOn(console, 'warn');
    feed({
      name: `crowdsec-${name}`, maxEntries: 20_000, credentials: { username: `reader-of-${name}`, password: `${secret('password')}-x` },
    });
    expect(problemsOf(stack)).toEqual([]);
    expect(text()).toContain('crowdsec-${var.name}');
    expect(text()).not.toMatch(/TfT|Token/);
    expect(said).not.toHaveBeenCalled();
  });

  test('an interval that the plan does not allow, or a plan that there is not, is refused', () => {
    const hourly = { refreshInterval: Duration.hours(1) };
    feed(hourly);
    const expected = construct === 'CheckPointIocFeed' ? 'this feed has no interval of its own' : '1 hour is more often than the plan allows';
    expect(problemsOf(stack)).toEqual([expect.stringContaining(`production/blocklist: "refreshInterval": ${expected}`)]);
    stack.node.tryRemoveChild(ID);
    feed({ planTier: 'pro' as PlanTier });
    expect(problemsOf(stack)).toContain('production/blocklist: "planTier": "pro" is no plan; use one of community, enterprise');
  });

  test('Terraform reads it in HCL as well', async () => {
    // The toolkit's writer of HCL escapes no quotes in a list's texts that hold references, as these commands do.
    if (type === 'bigip') return;
    feed({ maxEntries: twoPages });
    const folder = temporaryFolder('hcl');
    try {
      stack.prepareStack();
      writeFileSync(join(folder, 'main.tf'), Testing.synthHcl(stack));
      expect(await run(TERRAFORM, ['fmt', '-no-color', 'main.tf'], { cwd: folder, env: cleanEnvironment() })).toMatchObject({ code: 0, stderr: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
