import { TerraformIterator, TerraformStack, TerraformVariable } from 'cdktf';
import {
  bindings, BlocklistSubscription, CrowdsecProvider, CveSubscription, Cves, FingerprintSubscription, Integration, OutputFormat, VendorSubscription,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const BLOCKLIST_ID = '0123456789abcdef01234567';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.FORTIGATE });
});

const NOUNS = [
  {
    type: 'crowdsec_vendor_subscription',
    l1: bindings.VendorSubscription,
    expected: { vendor: 'Microsoft' },
    make: (id: string) => new VendorSubscription(stack, id, { integration: edge, vendor: 'Microsoft' }),
    wrong: () => new VendorSubscription(stack, 'wrong', { integration: edge, vendor: '' }),
    problem: 'production/wrong: "vendor": the vendor is empty; give its name',
  },
  {
    type: 'crowdsec_cve_subscription',
    l1: bindings.CveSubscription,
    expected: { cve: 'CVE-2024-25600' },
    make: (id: string) => new CveSubscription(stack, id, { integration: edge, cve: 'CVE-2024-25600' }),
    wrong: () => new CveSubscription(stack, 'wrong', { integration: edge, cve: 'cve-2024-25600' }),
    problem: 'production/wrong: "cve": "cve-2024-25600" is no CVE id; write "CVE-2024-25600"',
  },
  {
    type: 'crowdsec_fingerprint_subscription',
    l1: bindings.FingerprintSubscription,
    expected: { fingerprint: 'microsoft-exchange' },
    make: (id: string) => new FingerprintSubscription(stack, id, { integration: edge, fingerprint: 'microsoft-exchange' }),
    wrong: () => new FingerprintSubscription(stack, 'wrong', { integration: edge, fingerprint: ' ' }),
    problem: 'production/wrong: "fingerprint": the fingerprint is empty; give its id',
  },
  {
    type: 'crowdsec_blocklist_subscription',
    l1: bindings.BlocklistSubscription,
    expected: { blocklist_id: BLOCKLIST_ID },
    make: (id: string) => new BlocklistSubscription(stack, id, { integration: edge, blocklistId: BLOCKLIST_ID }),
    wrong: () => new BlocklistSubscription(stack, 'wrong', { integration: edge, blocklistId: 'tor' }),
    problem: 'production/wrong: "blocklistId": "tor" is no id; ids are 24 hexadecimal digits',
  },
];

describe.each(NOUNS)('$type', ({ type, l1, expected, make, wrong, problem }) => {
  test('has the L1 as its default child', () => {
    expect(make('one').node.defaultChild).toBeInstanceOf(l1);
  });

  test('minimal: the integration by id, and the key', () => {
    const subscription = make('one');
    expect(subscription.integration).toBe(edge);
    const block = Template.of(stack).resource(type);
    expect(block).toEqual({ integration_id: expect.stringMatching(/^\$\{crowdsec_integration\.edge_.*\.id\}$/), ...expected });
  });

  test('counts as a subscription of the integration', () => {
    make('one');
    expect(warningsOf(stack)).toEqual([]);
  });

  test('the same twice', () => {
    make('one');
    make('two');
    expect(problemsOf(stack)).toEqual([
      expect.stringMatching(/^production\/edge subscribes to .* more than once \(production\/one, production\/two\)/),
    ]);
  });

  test('a key that is none', () => {
    wrong();
    expect(problemsOf(stack)).toEqual([problem]);
  });
});

describe('subscriptions', () => {
  test('one for each element of a lookup', () => {
    const cves = new Cves(stack, 'cves', { exploitationPhase: 'mass_exploitation' });
    const each = TerraformIterator.fromList(cves.ids);
    new CveSubscription(stack, 'mass', { integration: edge, cve: each.value, forEach: each });
    expect(Template.of(stack).resource('crowdsec_cve_subscription')).toMatchObject({
      cve: '${each.value}',
      for_each: expect.stringMatching(/^\$\{toset\(data\.crowdsec_cves\.cves_.*\.ids\)\}$/),
    });
  });

  test('two for each of something never count as the same', () => {
    for (const name of ['a', 'b']) {
      const each = TerraformIterator.fromList(new TerraformVariable(stack, name, { type: 'set(string)' }).listValue);
      new VendorSubscription(stack, `each-${name}`, { integration: edge, vendor: each.value, forEach: each });
    }
    expect(problemsOf(stack)).toEqual([]);
  });

  test('with a provider of its own', () => {
    const provider = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    new VendorSubscription(stack, 'ms', { integration: edge, vendor: 'Microsoft', provider });
    expect(Template.of(stack).resource('crowdsec_vendor_subscription').provider).toBe('crowdsec.tenant');
  });

  test('a blocklist with its remediation', () => {
    new BlocklistSubscription(stack, 'tor', { integration: edge, blocklistId: BLOCKLIST_ID, remediation: 'captcha' });
    expect(Template.of(stack).resource('crowdsec_blocklist_subscription').remediation).toBe('captcha');
  });

  test('a blocklist for a remediation component bans, because the service wants a remediation', () => {
    new Integration(stack, 'bouncer', { outputFormat: OutputFormat.REMEDIATION_COMPONENT, subscriptions: { blocklists: [BLOCKLIST_ID] } });
    expect(Template.of(stack).resource('crowdsec_blocklist_subscription').remediation).toBe('ban');
  });

  test('one without its key, and one of no integration', () => {
    new VendorSubscription(stack, 'keyless', { integration: edge } as never);
    expect(problemsOf(stack)).toEqual(['production/keyless: "vendor" is missing, and there is no default']);
    for (const integration of [undefined, BLOCKLIST_ID, stack]) {
      expect(() => new VendorSubscription(stack, `of-${typeof integration}`, { integration, vendor: 'Microsoft' } as never))
        .toThrow(/^production\/of-\w+: "integration" is no Integration/);
    }
  });

  test('an empty remediation', () => {
    edge.subscribeToBlocklist(BLOCKLIST_ID, { remediation: '' });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/edge\/blocklist-.*: "remediation": it is empty/)]);
  });

  test('from another stack: the integration by reference, the provider that stack\'s own', () => {
    const other = new TerraformStack(stack.node.scope!, 'other');
    new CrowdsecProvider(other, 'crowdsec');
    new VendorSubscription(other, 'ms', { integration: edge, vendor: 'Microsoft' });
    const block = Template.of(other).resource('crowdsec_vendor_subscription');
    expect(block.integration_id).toMatch(/^\$\{data\.terraform_remote_state\..*\}$/);
    expect(block.provider).toBeUndefined();
    expect(warningsOf(stack)).toEqual([]);
  });
});
