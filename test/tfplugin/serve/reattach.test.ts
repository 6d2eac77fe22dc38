/** One provider that runs already, under the real Terraform: the quick way, used here for what every call answers. */
import { Reattached, startReattach } from '../../../src/tfplugin/serve';
import { until } from '../support/poll';
import { createSampleProvider, SAMPLE_ADDRESS } from '../support/sample-provider';
import { Ended, Workspace } from '../support/workspace';

describe('reattached', () => {
  let reattached: Reattached;
  let workspace: Workspace;
  const env = () => ({ TF_REATTACH_PROVIDERS: reattached.env });
  beforeEach(async () => {
    reattached = await startReattach(createSampleProvider(), SAMPLE_ADDRESS);
    workspace = new Workspace();
  });
  afterEach(async () => {
    workspace.remove();
    await reattached.close();
  });

  const use = (body: string) => workspace.configure(body);
  const apply = async (...more: string[]) => workspace.run(['apply', '-auto-approve', ...more], env());

  test('serves every command, walk and alias', async () => {
    use(`provider "sample" {}
provider "sample" {\n  alias = "other"\n}
resource "sample_thing" "a" {\n  text = "one"\n}
resource "sample_thing" "b" {\n  provider = sample.other\n  text = sample_thing.a.id\n}
data "sample_echo" "e" {\n  text = sample_thing.b.text\n}
output "length" {\n  value = data.sample_echo.e.length\n}`);
    await workspace.succeed(['apply', '-auto-approve'], env());
    expect(workspace.state()).toMatchObject({ outputs: { length: { value: 4 } } });
    expect(await workspace.run(['plan', '-detailed-exitcode'], env())).toMatchObject({ code: 0 });
    await workspace.succeed(['destroy', '-auto-approve'], env());
    expect(workspace.state().resources).toEqual([]);
  });

  test('goes on after it was stopped', async () => {
    use('resource "sample_thing" "a" {\n  hang = "create"\n}');
    const running = workspace.start(['apply', '-auto-approve'], { ...env(), TF_LOG: 'trace', TF_LOG_PATH: 'terraform.log' });
    await until('the create', () => running.output().includes('sample_thing.a: Creating...'));
    running.signalGroup('SIGINT');
    expect((await running.ended).output).toContain('Interrupted');
    use('resource "sample_thing" "b" {\n  text = "later"\n}');
    expect(await apply()).toMatchObject({ code: 0 });
  });

  const shown = ({ output }: Ended) => output.replace(/[│╷╵]/g, '').replace(/\s+/g, ' ');

  test.each([
    ['ValidateProviderConfig', 'provider "sample" {\n  fail = "validate"\n}\nresource "sample_thing" "a" {}'],
    ['ConfigureProvider', 'provider "sample" {\n  fail = "configure"\n}\nresource "sample_thing" "a" {}'],
    ['ValidateResourceConfig', 'resource "sample_thing" "a" {\n  fail = "validate"\n}'],
    ['PlanResourceChange', 'resource "sample_thing" "a" {\n  fail = "plan"\n}'],
    ['ApplyResourceChange', 'resource "sample_thing" "a" {\n  fail = "create"\n}'],
    ['ValidateDataResourceConfig', 'data "sample_echo" "a" {\n  fail = "validate"\n}'],
    ['ReadDataSource', 'data "sample_echo" "a" {\n  fail = "read"\n}'],
  ])('a throw in %s is a diagnostic that says what to report and where', async (_, body) => {
    use(body);
    const ended = await apply();
    expect(ended.code).toBe(1);
    expect(shown(ended)).toContain('TypeError was thrown at act in sample-provider.ts');
    expect(shown(ended)).toContain('https://sample.example/issues');
    expect(shown(ended)).not.toContain('rpc error');
  });

  test.each(['read', 'update', 'delete'])('a throw in %s is a diagnostic, and the object stays in the state', async (call) => {
    use('resource "sample_thing" "a" {\n  text = "before"\n}');
    await apply();
    use(`resource "sample_thing" "a" {\n  text = "before"\n  fail = "${call}"\n}`);
    let ended = await apply();
    if (call === 'read') ended = await workspace.run(['plan'], env());
    if (call === 'delete') ended = await workspace.run(['destroy', '-auto-approve'], env());
    expect(ended.code).toBe(1);
    expect(shown(ended)).toContain('TypeError was thrown at act in sample-provider.ts');
    expect(workspace.state().resources[0].instances[0].attributes).toMatchObject({ id: 'made', text: 'before' });
  });

  test('a throw in the upgrade of a state is a diagnostic, and the state stays', async () => {
    use('resource "sample_thing" "a" {\n  fail = "upgrade"\n}');
    await apply();
    workspace.changeState((state) => { state.resources[0].instances[0].schema_version = 0; });
    const ended = await workspace.run(['plan'], env());
    expect(ended.code).toBe(1);
    expect(shown(ended)).toContain('Upgrading the state of sample_thing failed: TypeError was thrown at act in sample-provider.ts');
    expect(workspace.state().resources[0].instances[0]).toMatchObject({ schema_version: 0, attributes: { id: 'made' } });
  });

  test('a throw in an import is a diagnostic', async () => {
    use('resource "sample_thing" "a" {}');
    const ended = await workspace.run(['import', 'sample_thing.a', 'import'], env());
    expect(ended.code).toBe(1);
    expect(shown(ended)).toContain('TypeError was thrown at act in sample-provider.ts');
  });

  test('what the provider refuses is shown with the argument\'s line', async () => {
    use('resource "sample_thing" "a" {\n  refuse = "create"\n}');
    const ended = await apply();
    expect(shown(ended)).toContain('Error: Refused with sample_thing.a, on main.tf line 7, in resource "sample_thing" "a": 7: refuse = "create"');
  });

  test('a moved block between types is refused: by the engine, as the ability is not advertised, or by the provider where it is asked all the same', async () => {
    use('resource "terraform_data" "old" {}');
    await apply();
    use('resource "sample_thing" "new" {}\nmoved {\n  from = terraform_data.old\n  to = sample_thing.new\n}');
    const ended = await workspace.run(['plan'], env());
    expect(ended.code).toBe(1);
    expect(shown(ended)).toMatch(/does not support moved operations|Resource type mismatch|Move is not supported/);
  });
});
