/** Interruptions, as a terminal, a service manager or the kernel brings them. */
import { readdirSync } from 'node:fs';
import { isAlive, until } from '../support/poll';
import { SampleExecutable } from '../support/sample-executable';
import { ENGINE, Workspace } from '../support/workspace';

describe('interrupted in a create', () => {
  let sample: SampleExecutable;
  let workspace: Workspace;
  beforeAll(() => {
    sample = new SampleExecutable();
  });
  afterAll(() => sample.remove());
  afterEach(() => workspace.remove());

  async function startHanging(hang = 'create') {
    workspace = await new Workspace().configure(`resource "sample_thing" "a" {\n  hang = "${hang}"\n}\n`, sample.file).init();
    const running = workspace.start(['apply', '-auto-approve'], { TF_LOG_PROVIDER: 'info' });
    await until('the create', () => running.output().includes('hanging'));
    return running;
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('%s to the group: the object is kept, tainted, and nothing is left behind', async (signal) => {
    const running = await startHanging();
    const plugins = workspace.plugins();
    running.signalGroup(signal);
    const { code, output } = await running.ended;
    expect(code).toBe(1);
    expect(output).toContain('Interrupted');
    expect(workspace.state().resources[0].instances[0]).toMatchObject({ status: 'tainted', attributes: { id: 'made' } });
    expect(plugins.filter(isAlive)).toEqual([]);
    expect(readdirSync(workspace.temporary)).toEqual([]);
  });

  test('Ctrl-C twice: the plugin is told to end, and does, though its call has not', async () => {
    const running = await startHanging('create for ever');
    const plugins = workspace.plugins();
    running.signalGroup('SIGINT');
    await until('the stop', () => running.output().includes('told to stop'));
    running.signalGroup('SIGINT');
    const { code, output } = await running.ended;
    expect(code).toBe(1);
    expect(output).toContain('Two interrupts received');
    expect(plugins.filter(isAlive)).toEqual([]);
    expect(readdirSync(workspace.temporary)).toEqual([]);
  });

  test('SIGTERM to the plugin alone: the call ends with what exists', async () => {
    const running = await startHanging();
    process.kill(workspace.plugins().at(-1)!, 'SIGTERM');
    expect((await running.ended).output).toContain('Interrupted');
    expect(workspace.state().resources[0].instances[0].status).toBe('tainted');
  });

  test('SIGKILL of Terraform: no process and no socket is left', async () => {
    const running = await startHanging();
    const plugins = workspace.plugins().filter(isAlive);
    expect(plugins).toHaveLength(1);
    running.process.kill('SIGKILL');
    await until('the plugin\'s end', () => !plugins.some(isAlive));
    expect(readdirSync(workspace.temporary)).toEqual([]);
  });
});

describe('a crash', () => {
  test('outside of every call is shown to the user, without what was registered as secret', async () => {
    const sample = new SampleExecutable();
    const workspace = await new Workspace().configure('resource "sample_thing" "a" {\n  crash = "create"\n  hang = "create"\n}\n', sample.file).init();
    // OpenTofu 1.12 has the text in its log only, whoever crashes.
    const env = ENGINE.openTofu && ENGINE.minor > 6 ? { TF_LOG_PROVIDER: 'error' } : {};
    const { code, output } = await workspace.run(['apply', '-auto-approve'], env);
    expect(code).toBe(1);
    expect(output).toContain('panic: provider sample 1.2.3: Error: nobody caught this');
    expect(output).toContain('https://sample.example/issues');
    expect(readdirSync(workspace.temporary)).toEqual([]);
    workspace.remove();
    sample.remove();
  });
});
