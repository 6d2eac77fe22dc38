import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { satisfies } from '../../src/plugin/version-constraint';
import { FIREWALL_EXAMPLES, withExample } from '../support/examples';
import { Service } from '../support/service';
import { Block } from '../support/template';
import { Workspace } from '../support/terraform';
import { FortiosDevice } from './devices/fortios-device';
import { findProvider, FoundProvider, initArguments, nullProviderMirror, prepared, requiredBy } from './support/mirrors';
import { adapted, environmentOf, formsOf, providersOf, reasonNotToPlan, SECRET, variablesOf } from './support/rows';
import { providerMirrors } from '../../scripts/firewall-providers';

/** Lines of the table at the end. */
const report: string[][] = [];
const standIn = nullProviderMirror();
/** The stand-in counts only where no mirror has the real provider. */
const find = (source: string, constraint?: string) => findProvider(source, constraint, [...providerMirrors(), standIn]);

let service: Service;
let fortigate: FortiosDevice;

beforeAll(async () => {
  service = await Service.start();
  fortigate = await new FortiosDevice(`${SECRET}-fortios`).start({ secure: true });
});
beforeEach(() => service.reset());
afterAll(async () => {
  await service.end();
  await fortigate.end();
  rmSync(resolve(standIn, '..', '..'), { recursive: true });
  const widths = [0, 1, 2].map((column) => Math.max(...report.map((row) => row[column].length)));
  process.stderr.write(report.sort().map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}\n`).join(''));
});

for (const example of FIREWALL_EXAMPLES) {
  const missing = providersOf(example).filter((source) => !find(source));
  if (missing.length) {
    report.push([example, missing.join(', '), '-', 'not run: in no mirror']);
    test.skip(`${example}: not run, because no mirror has ${missing.join(', ')}`, () => undefined);
  } else {
    test(`${example}: the real providers take the stack, and no plan shows a secret`, () => run(example));
  }
}

function run(example: string): Promise<void> {
  return withExample(example, async ({ folder, json }) => {
    const required = requiredBy(json);
    expect(required.filter(({ source }) => !find(source))).toEqual([]);
    const found = Object.fromEntries(required.map(({ name, source, constraint }) => [name, find(source, constraint)!]));
    const others = required.filter(({ name, constraint }) => !satisfies(found[name].version, constraint))
      .map(({ name, constraint }) => `the stack asks for ${name} ${constraint}`);
    const stack = adapted(prepared(json, found), found, fortigate.address);
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack.json));
    const workspace = new Workspace(service, { folder });
    Object.assign(workspace.env, environmentOf(Object.keys(found)), variablesOf(json));
    try {
      await workspace.terraform(initArguments(Object.values(found)));
      await workspace.terraform(['validate', '-no-color']);
      const reason = reasonNotToPlan(Object.keys(found));
      if (reason === undefined) await planTwice(workspace, json);
      report.push([example, ...told(found), [reason ? `validated; not planned: ${reason}` : 'planned', ...stack.notes, ...others].join('; ')]);
    } finally {
      await workspace.end();
    }
  });
}

/** Before there are credentials, and once there are: then the plan could show them. */
async function planTwice(workspace: Workspace, json: Block): Promise<void> {
  const ours = addressesOfOurs(json);
  const plan = ['plan', '-no-color', '-input=false'];
  const first = await workspace.terraform(plan);
  await workspace.terraform(['apply', '-auto-approve', '-no-color', ...ours.map((address) => `-target=${address}`)]);
  const second = await workspace.terraform(plan);

  const state = Object.values(await workspace.state());
  const credentials = state.flatMap(({ password, api_key, endpoint_with_credentials }) => [password, api_key, endpoint_with_credentials])
    .filter((secret): secret is string => typeof secret === 'string');
  expect(credentials).not.toEqual([]);
  expect(first.output).toContain('(sensitive value)');
  // Without resources of others all outputs are there by now.
  if (Object.values<object>(json.resource).flatMap(Object.keys).length > ours.length) expect(second.output).toContain('(sensitive value)');
  for (const { output } of [first, second]) {
    expect([SECRET, ...credentials].flatMap(formsOf).filter((form) => output.includes(form))).toEqual([]);
  }
}

function addressesOfOurs(json: Block): string[] {
  const types = Object.entries<Block>(json.resource).filter(([type]) => type.startsWith('crowdsec_'));
  return types.flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`));
}

function told(found: { readonly [name: string]: FoundProvider }): [providers: string, versions: string] {
  const versions = Object.values(found).map(({ version, mirror }) => (mirror === standIn ? `${version} (stand-in)` : version));
  return [Object.values(found).map(({ source }) => source.replace('registry.terraform.io/', '')).join(', '), versions.join(', ')];
}
