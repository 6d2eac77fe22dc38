/** A service that takes ten requests a second. */
import { configurationOf, declared, Fleet, fleetOf, held, keysOf } from './support/fleet';
import { record } from './support/results';
import { Asked, EmulatorProcess } from '../support/emulator-process';
import { Workspace } from '../support/terraform';

const LIMIT = 10;
const SUBSCRIPTIONS = 150;

let service: EmulatorProcess;
let fleet: Fleet;
let workspace: Workspace;

beforeAll(async () => {
  service = await EmulatorProcess.start('--seed', '1');
  const whole = fleetOf(2, await keysOf(service));
  fleet = { ...whole, subscriptions: whole.subscriptions.slice(0, SUBSCRIPTIONS) };
});
beforeEach(async () => {
  await service.control('POST', '/reset');
  await service.control('PUT', '/settings', { requestsPerSecond: LIMIT });
  workspace = new Workspace(service, { name: 'rate' });
  workspace.write('main.tf.json', configurationOf(fleet));
  await workspace.init();
});
afterEach(() => workspace.end());
afterAll(() => service.end());

const refused = (asked: readonly Asked[]) => asked.filter(({ status }) => status === 429).length;

/** The test's own requests are not part of what is counted. */
async function heldNow(): Promise<string[]> {
  await service.control('PUT', '/settings', { requestsPerSecond: null });
  const now = await held(service);
  await service.control('PUT', '/settings', { requestsPerSecond: LIMIT });
  return now;
}

test.each([10, 50] as const)('without a limit of ours, %i at a time: every call gets through, and few are refused', async (parallelism) => {
  const began = performance.now();
  await workspace.terraform(['apply', '-auto-approve', '-no-color', `-parallelism=${parallelism}`]);
  const seconds = Math.round((performance.now() - began) / 1000);
  const asked = await service.asked();
  expect(await heldNow()).toEqual(declared(fleet));
  // Each refused on its own, and sent again after its own wait, it would be most of them.
  expect(refused(asked)).toBeLessThan(asked.length / 2);
  expect(await workspace.planExitCode()).toBe(0);
  await record(`unlimited-${parallelism}`, { parallelism, requests: asked.length, refused: refused(asked), seconds });
});

test('with requests_per_second, nothing is refused from the first request of a command to its last', async () => {
  workspace.write('provider.tf', `provider "crowdsec" {\n  requests_per_second = ${LIMIT}\n}`);
  const commands: { command: string; requests: number; refused: number; seconds: number }[] = [];
  for (const args of [['apply', '-auto-approve'], ['plan'], ['apply', '-auto-approve', '-replace=crowdsec_integration.i0'], ['destroy', '-auto-approve']]) {
    const began = performance.now();
    await workspace.terraform([...args, '-no-color']);
    const asked = await service.asked();
    commands.push({
      command: args.join(' '), requests: asked.length, refused: refused(asked), seconds: Math.round((performance.now() - began) / 1000),
    });
  }
  expect(commands.map(({ refused: each }) => each)).toEqual([0, 0, 0, 0]);
  expect(commands[0].requests).toBeGreaterThan(SUBSCRIPTIONS);
  expect(await heldNow()).toEqual([]);
  await record('limited', { limit: LIMIT, commands });
});
