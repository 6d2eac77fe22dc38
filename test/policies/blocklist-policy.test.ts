import { Aspects, TerraformElement, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { integration, judge, judgementOf, stackOf } from './judged';
import { bindings, BlocklistPolicy, BlocklistPolicyProps, OutputFormat, PolicyRule } from '../../src';
import { testApp } from '../support/template';

const STRICT: BlocklistPolicyProps = { requireDescription: true, requireAggregation: true };
const described = (path: string) => expect.stringMatching(new RegExp(`^${path}: policy "description"`));
const aggregated = (path: string) => expect.stringMatching(new RegExp(`^${path}: policy "aggregation"`));

describe('BlocklistPolicy: where it holds', () => {
  test('of an app: in all stacks, stacks below stacks included, all errors with the first', () => {
    const app = testApp();
    Aspects.of(app).add(new BlocklistPolicy({ requireDescription: true }));
    const first = stackOf(app, 'first');
    const below = new TerraformStack(first, 'below');
    new bindings.CrowdsecProvider(below, 'crowdsec');
    integration(first, 'one');
    integration(below, 'two');
    integration(stackOf(app, 'second'), 'three');
    expect(judgementOf(app).errors).toEqual([described('first/below/two'), described('first/one'), described('second/three')]);
  });

  test('of a stack or a construct: below it alone', () => {
    const app = testApp();
    const [first, second] = [stackOf(app, 'first'), stackOf(app, 'second')];
    const team = new Construct(first, 'team');
    integration(first, 'one');
    integration(team as TerraformStack, 'two');
    integration(second, 'three');
    Aspects.of(team).add(new BlocklistPolicy({ requireDescription: true }));
    expect(judgementOf(app).errors).toEqual([described('first/team/two')]);
  });

  test('of a stack with nothing but the bindings', () => {
    const app = testApp();
    const stack = new TerraformStack(app, 'raw');
    new bindings.CrowdsecProvider(stack, 'crowdsec');
    new bindings.Integration(stack, 'edge', { name: 'edge', outputFormat: 'f5' });
    Aspects.of(stack).add(new BlocklistPolicy({ requireDescription: true }));
    expect(judgementOf(app).errors).toEqual([described('raw/edge')]);
  });

  test('in Testing.synth, as in the program', () => {
    const app = testApp();
    Aspects.of(app).add(new BlocklistPolicy({ requireDescription: true }));
    const stack = stackOf(app, 'production');
    integration(stack, 'edge');
    expect(() => Testing.synth(stack, true)).toThrow('production/edge: policy "description"');
  });

  test('every finding is reported once, wherever and however often the policy is added', () => {
    const app = testApp();
    const stack = stackOf(app, 'production');
    const team = new Construct(stack, 'team');
    integration(team as TerraformStack, 'edge');
    const policy = new BlocklistPolicy({ ...STRICT, warnings: [PolicyRule.AGGREGATION] });
    [app, app, stack, team].forEach((scope) => Aspects.of(scope).add(policy));
    Aspects.of(app).add(new BlocklistPolicy({ ...STRICT, warnings: [PolicyRule.AGGREGATION] }));
    const { errors, warnings } = judgementOf(app);
    expect([errors, warnings]).toEqual([[described('production/team/edge')], [aggregated('production/team/edge')]]);
  });

  test('a warning of one policy hides no error of another', () => {
    const app = testApp();
    integration(stackOf(app, 'production'), 'edge');
    Aspects.of(app).add(new BlocklistPolicy({ requireDescription: true, warnings: [PolicyRule.DESCRIPTION] }));
    Aspects.of(app).add(new BlocklistPolicy({ requireDescription: true }));
    expect(judgementOf(app)).toEqual({ errors: [described('production/edge')], warnings: [described('production/edge')] });
  });

  test('what another Aspect completes is complete', () => {
    const app = testApp();
    Aspects.of(app).add(new BlocklistPolicy({ requireDescription: true }));
    const stack = stackOf(app, 'production');
    integration(stack, 'edge');
    Aspects.of(stack).add({ visit: (node) => { if (node instanceof bindings.Integration) node.description = 'by an Aspect'; } });
    expect(judgementOf(app).errors).toEqual([]);
  });
});

describe('BlocklistPolicy: warnings and exemptions', () => {
  test('an empty policy refuses nothing but literal secrets', () => {
    expect(judge({}, (stack) => integration(stack, 'edge'))).toEqual({ errors: [], warnings: [] });
  });

  test('rules can warn', () => {
    const { errors, warnings } = judge({ ...STRICT, warnings: [PolicyRule.DESCRIPTION] }, (stack) => integration(stack, 'edge'));
    expect([errors, warnings]).toEqual([[aggregated('production/edge')], [described('production/edge')]]);
  });

  test('an exemption holds for a construct and what is below, of all rules or of some', () => {
    const { errors, warnings } = judge({
      ...STRICT,
      allowedFormats: [OutputFormat.F5],
      exemptions: [
        { path: 'production/legacy', reason: 'goes in June' },
        { path: 'production/edge', reason: 'its device overlooks ranges', rules: [PolicyRule.AGGREGATION, PolicyRule.FORMAT] },
      ],
    }, (stack) => {
      integration(new Construct(stack, 'legacy') as TerraformStack, 'one');
      integration(stack, 'legacy-two', { description: 'no part of it', outputFormat: OutputFormat.F5 });
      integration(stack, 'edge');
    });
    expect(errors).toEqual([described('production/edge'), aggregated('production/legacy-two')]);
    expect(warnings).toEqual([]);
  });

  test('an exemption of nothing is a warning', () => {
    const { errors, warnings } = judge({ exemptions: [{ path: 'production/gone', reason: 'once' }] }, (stack) => integration(stack, 'edge'));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      'BlocklistPolicy: "exemptions": "production/gone" is the path of no construct. Remove the exemption, or give the path as messages start with it',
    ]);
  });
});

describe('BlocklistPolicy: refused', () => {
  test.each<[string, any, string]>([
    ['an unknown format', { allowedFormats: ['f6'] }, 'BlocklistPolicy: "allowedFormats[0]": "f6" is no output format; use one of plain_text'],
    ['no list', { allowedFormats: 'f5' }, 'BlocklistPolicy: "allowedFormats": it is no list. Write it in brackets, also when it is one'],
    ['a CVE that is none', { requiredSubscriptions: [{ cves: ['cve-2024-25600'] }] }, '"requiredSubscriptions[0]": "cve-2024-25600" is no CVE id; write "CVE-2024-25600"'],
    ['a vendor in place of a list', { requiredSubscriptions: [{ vendors: 'Microsoft' }] }, '"requiredSubscriptions[0]": "vendors" has no list'],
    ['a pattern that is none', { namePattern: '[' }, 'BlocklistPolicy: "namePattern": "[" is no regular expression: '],
    ['a quota that is none', { integrationQuota: 1.5 }, 'BlocklistPolicy: "integrationQuota": 1.5 is no number of integrations'],
    ['an unknown plan', { planTier: 'free' }, 'BlocklistPolicy: "planTier": "free" is no plan; use one of community, enterprise'],
    ['a vendor without a list', { coverage: { Microsoft: 'CVE-2024-25600' } }, 'BlocklistPolicy: "coverage": "Microsoft" has no list. Write it in brackets'],
    ['an unknown rule', { warnings: ['formats'] }, 'BlocklistPolicy: "warnings[0]": "formats" is no rule; use one of format, subscriptions'],
    ['an exemption without a reason', { exemptions: [{ path: 'a/b', reason: ' ' }] }, '"exemptions[0]": that of "a/b" has no "reason"; say why'],
    ['an exemption without a path', { exemptions: [{ reason: 'x' }] }, '"exemptions[0]": it has no "path"; give the path of a construct'],
    ['an exemption from an unknown rule', { exemptions: [{ path: 'a', reason: 'x', rules: ['x'] }] }, '"exemptions[0]": "x" is no rule'],
  ])('%s', (_, props, problem) => {
    expect(() => new BlocklistPolicy(props)).toThrow(problem);
  });

  test('everything at once', () => {
    expect(() => new BlocklistPolicy({ integrationQuota: -1, namePattern: '(' })).toThrow(/"namePattern".*\n.*"integrationQuota"/);
  });
});

test('each element is looked at once, however many subscriptions there are', () => {
  const looks = (subscriptions: number) => {
    const app = testApp();
    const stack = stackOf(app, 'production');
    const cves = Array.from({ length: subscriptions }, (_, i) => `CVE-2024-${10_000 + i}`);
    integration(stack, 'edge', { subscriptions: { vendors: ['Microsoft'], cves } });
    const policy = new BlocklistPolicy({
      ...STRICT, requiredSubscriptions: [{ cves: cves.slice(0, 1_000) }], coverage: { Microsoft: cves },
    });
    Aspects.of(app).add(policy);
    const nodes = stack.node.findAll();
    const written = nodes.filter((node) => TerraformElement.isTerraformElement(node)).map((node) => jest.spyOn(node as TerraformElement, 'toTerraform'));
    // Without the rest of the synthesis, for which the toolkit itself takes the square of their number.
    nodes.forEach((node) => policy.visit(node));
    const errors = stack.node.validate();
    expect(new Set(written.map((spy) => spy.mock.calls.length))).toEqual(new Set([1]));
    return errors.length;
  };
  expect(looks(10_000)).toBe(10_000 + 2);
});
