import { Fn, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { bindings, Blocklists, CrowdsecProvider, Cves, Fingerprints, Integrations, Organization, Vendors } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

let stack: TerraformStack;
let provider: CrowdsecProvider;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  provider = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
});

const RULES = { query: 'exchange', sortBy: 'nb_ips', sortOrder: 'asc' };
const RULES_IN_TERRAFORM = { query: 'exchange', sort_by: 'nb_ips', sort_order: 'asc' };

const NOUNS: { type: string; l1: unknown; make: (id: string, props?: object) => Construct; props: object; expected: object }[] = [
  {
    type: 'crowdsec_vendors',
    l1: bindings.DataCrowdsecVendors,
    make: (id, props) => new Vendors(stack, id, props),
    props: RULES,
    expected: RULES_IN_TERRAFORM,
  },
  {
    type: 'crowdsec_cves',
    l1: bindings.DataCrowdsecCves,
    make: (id, props) => new Cves(stack, id, props),
    props: { ...RULES, exploitationPhase: 'mass_exploitation', minScore: 7 },
    expected: { ...RULES_IN_TERRAFORM, exploitation_phase: 'mass_exploitation', min_score: 7 },
  },
  {
    type: 'crowdsec_fingerprints',
    l1: bindings.DataCrowdsecFingerprints,
    make: (id, props) => new Fingerprints(stack, id, props),
    props: RULES,
    expected: RULES_IN_TERRAFORM,
  },
  {
    type: 'crowdsec_blocklists',
    l1: bindings.DataCrowdsecBlocklists,
    make: (id, props) => new Blocklists(stack, id, props),
    props: { includeFilter: ['public'], subscribedOnly: true, excludeSubscribed: false, category: ['botnet'] },
    expected: { include_filter: ['public'], subscribed_only: true, exclude_subscribed: false, category: ['botnet'] },
  },
  {
    type: 'crowdsec_integrations',
    l1: bindings.DataCrowdsecIntegrations,
    make: (id, props) => new Integrations(stack, id, props),
    props: { tags: ['edge'] },
    expected: { tags: ['edge'] },
  },
  {
    type: 'crowdsec_organization',
    l1: bindings.DataCrowdsecOrganization,
    make: (id, props) => new Organization(stack, id, props),
    props: {},
    expected: {},
  },
];

describe.each(NOUNS)('$type', ({ type, l1, make, props, expected }) => {
  test('has the L1 as its default child', () => {
    expect(make('lookup').node.defaultChild).toBeInstanceOf(l1 as never);
  });

  test('minimal', () => {
    make('lookup');
    expect(Template.of(stack).data(type)).toEqual({});
  });

  test('takes every argument of the data source', () => {
    make('lookup', { ...props, provider });
    expect(Template.of(stack).data(type)).toEqual({ ...expected, provider: 'crowdsec.tenant' });
  });

  test('needs a provider', () => {
    const bare = new TerraformStack(testApp(), 'bare');
    stack = bare;
    make('lookup');
    expect(problemsOf(bare)).toContainEqual(expect.stringMatching(/^bare\/lookup needs a CrowdsecProvider/));
  });
});

describe('results', () => {
  test('lists go into Terraform\'s functions, single items into outputs', () => {
    const cves = new Cves(stack, 'cves');
    new TerraformOutput(stack, 'count', { value: Fn.lengthOf(cves.ids) });
    new TerraformOutput(stack, 'first', { value: cves.items.get(0).title });
    new TerraformOutput(stack, 'vendors', { value: Fn.join(', ', new Vendors(stack, 'all').names) });
    new TerraformOutput(stack, 'plan', { value: new Organization(stack, 'own').subscriptionType });
    const { outputs } = Template.of(stack);
    expect(outputs.count.value).toMatch(/^\$\{length\(data\.crowdsec_cves\.cves_.*\.ids\)\}$/);
    expect(outputs.first.value).toMatch(/^\$\{data\.crowdsec_cves\.cves_.*\.cves\[0\]\.title\}$/);
    expect(outputs.vendors.value).toMatch(/^\$\{join\(", ", data\.crowdsec_vendors\.all_.*\.names\)\}$/);
    expect(outputs.plan.value).toMatch(/^\$\{data\.crowdsec_organization\.own_.*\.subscription_type\}$/);
  });

  test('an exploitation phase that is none', () => {
    new Cves(stack, 'cves', { exploitationPhase: 'mass' });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/cves: "exploitationPhase": "mass" is no exploitation phase; use one of/)]);
  });
});
