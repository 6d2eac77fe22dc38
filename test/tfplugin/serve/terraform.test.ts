/** A process under the real Terraform: how often it starts, what it is asked, and the surroundings that it has to bear. */
import { readdirSync } from 'node:fs';
import { SampleExecutable } from '../support/sample-executable';
import { SAMPLE_SECRET } from '../support/sample-provider';
import { ENGINE, Workspace } from '../support/workspace';

const THING = 'resource "sample_thing" "a" {\n  text = "hello"\n}\n';
const TRACE = { TF_LOG_PROVIDER: 'trace', TF_LOG_PATH: 'terraform.log' };

describe('under Terraform', () => {
  let sample: SampleExecutable;
  let workspace: Workspace;
  beforeAll(() => {
    sample = new SampleExecutable();
  });
  afterAll(() => sample.remove());
  afterEach(() => workspace.remove());

  test('apply, empty second plan, import and destroy; only the first process of a command is asked for the schema', async () => {
    workspace = await new Workspace().configure(THING, sample.file).init();
    const calls: { [command: string]: string[][] } = {};
    for (const command of ['validate', 'plan', 'apply', 'destroy']) {
      await workspace.succeed([command, ...(command === 'apply' || command === 'destroy' ? ['-auto-approve'] : [])], TRACE);
      calls[command] = workspace.takeCalls();
      if (command !== 'apply') continue;
      const again = await workspace.run(['plan', '-detailed-exitcode'], TRACE);
      expect(again).toMatchObject({ code: 0, output: expect.stringContaining('No changes.') });
      workspace.takeCalls();
    }
    await workspace.succeed(['import', 'sample_thing.a', 'imported']);
    expect(workspace.state().resources[0].instances[0].attributes.id).toBe('imported');

    expect(Object.entries(calls).map(([command, processes]) => [command, processes.length]))
      .toEqual([['validate', 2], ['plan', 3], ['apply', 4], ['destroy', 5]]);
    for (const [first, ...later] of Object.values(calls)) {
      expect(first).toContain('GetProviderSchema');
      // Terraform 1.5 does not know the ability.
      if (ENGINE.minor > 5) expect(later.flat()).not.toContain('GetProviderSchema');
    }
    expect(calls.destroy.map((rpcs) => rpcs.includes('PlanResourceChange'))).toEqual([false, false, true, true, false]);
    expect(readdirSync(workspace.temporary)).toEqual([]);
  });

  test.each([
    ['no TLS', 'tmp', { TF_DISABLE_PLUGIN_TLS: '1' }, 'unix'],
    ['a temporary folder whose name is too long for a socket', 'long-'.repeat(30), {}, 'tcp'],
    ['a temporary folder that is not there', 'tmp', { TMPDIR: '/nowhere/at/all' }, 'tcp'],
  ])('works with %s', async (_, temporary, env, network) => {
    workspace = await new Workspace(temporary).configure(THING, sample.file).init();
    await workspace.succeed(['apply', '-auto-approve'], { ...TRACE, ...env });
    const [first] = workspace.takeRecords();
    expect(first).toContainEqual(expect.objectContaining({ '@message': 'Plugin serves', network }));
  });

  test('works in a project of ES modules', async () => {
    workspace = await new Workspace().write('package.json', '{"type":"module"}').configure(THING, sample.file).init();
    await workspace.succeed(['plan']);
  });

  test('takes and gives back an argument of 5 MiB', async () => {
    workspace = await new Workspace().configure('resource "sample_thing" "a" {\n  text = file("large.txt")\n}\n', sample.file).init();
    const large = 'ä5 MiB?'.repeat(700_000);
    workspace.write('large.txt', large);
    await workspace.succeed(['apply', '-auto-approve']);
    expect(workspace.state().resources[0].instances[0].attributes.text).toBe(large);
    await workspace.succeed(['plan', '-detailed-exitcode']);
  });

  test('its log is Terraform\'s: levels, fields and times are understood, and nothing secret is in it', async () => {
    workspace = await new Workspace().configure(`provider "sample" {\n  secret = "${SAMPLE_SECRET}"\n}
resource "sample_thing" "a" {\n  secret = "${SAMPLE_SECRET}"\n  print = "create"\n}\n`, sample.file).init();
    const output = await workspace.succeed(['apply', '-auto-approve'], { TF_LOG_PROVIDER: 'trace' });
    // hclog: the time, the level and the message of ours, its fields behind it
    expect(output).toMatch(/^\S+ \[TRACE\] provider\.\S+: Call: .*rpc=ApplyResourceChange/m);
    expect(output).toMatch(/^\S+ \[INFO\] {2}provider\.\S+: printed by the provider: .*stream=stdout/m);
    expect(output).not.toMatch(/\[DEBUG\] provider\.\S+: \{"@/);
    expect(output).not.toContain(SAMPLE_SECRET);
  });

  test.each([
    [{ TF_LOG_PROVIDER: 'warn', TF_LOG: 'trace' }, []],
    [{ TF_LOG: 'debug' }, ['debug']],
    [{}, []],
  ])('with %j does not write what Terraform would not show', async (env, levels) => {
    workspace = await new Workspace().configure(THING, sample.file).init();
    await workspace.succeed(['validate'], { ...env, TF_LOG_PATH: 'terraform.log' });
    expect([...new Set(workspace.takeRecords().flat().map((line) => line['@level']))]).toEqual(levels);
  });
});
