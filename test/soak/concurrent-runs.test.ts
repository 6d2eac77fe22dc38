/** Plans while another run writes: in the same organisation, and in the same stack. */
import { configurationOf, fleetOf, held, Keys, keysOf } from './support/fleet';
import { record } from './support/results';
import { StateServer } from './support/state-server';
import { Asked, EmulatorProcess } from '../support/emulator-process';
import { FULL } from '../support/full-length';
import { unwrap, Workspace } from '../support/terraform';

const ROUNDS = FULL ? 10 : 2;

/** With it an answer of one page is on its way while the other run writes: the next page is another one. */
const LATENCY_MS = 40;

let service: EmulatorProcess;
let keys: Keys;
let workspaces: Workspace[] = [];
const servers: StateServer[] = [];

beforeAll(async () => {
  service = await EmulatorProcess.start('--seed', '1');
  keys = await keysOf(service);
});
beforeEach(() => service.control('POST', '/reset'));
afterEach(async () => {
  for (const workspace of workspaces) await workspace.end();
  for (const server of servers.splice(0)) await server.end();
  workspaces = [];
});
afterAll(() => service.end());

async function prepared(name: string, main: string): Promise<Workspace> {
  const workspace = new Workspace(service, { name });
  workspaces.push(workspace);
  workspace.write('main.tf.json', main);
  await workspace.init();
  return workspace;
}

/** A number of integrations, each with one subscription. */
function many(prefix: string, count: number, { suffix = '', version }: { readonly suffix?: string; readonly version?: string } = {}): string {
  const name = `${prefix}-\${count.index}${suffix}`;
  return JSON.stringify({
    resource: {
      crowdsec_integration: { all: { count, name, output_format: 'plain_text', ...(version && { credentials_version: version }) } },
      crowdsec_vendor_subscription: { all: { count, integration_id: '${crowdsec_integration.all[count.index].id}', vendor: 'Microsoft' } },
    },
  });
}

/** Plans again and again until something has ended; what each ended with. */
async function plansDuring(workspace: Workspace, work: Promise<unknown>, ...args: string[]): Promise<{ code: number; output: string }[]> {
  let going = true;
  const ended = work.finally(() => { going = false; });
  const plans: { code: number; output: string }[] = [];
  while (going) {
    const { code, output } = await workspace.try(['plan', '-detailed-exitcode', '-no-color', ...args]);
    plans.push({ code, output });
  }
  await ended;
  return plans;
}

test('two stacks of one organisation: what the other makes, renames, rotates and destroys never shows in a plan of this one', async () => {
  // The other one's come first in the list, so that its deletions move this one's to earlier pages.
  const other = await prepared('other', many('other', 40));
  await other.apply();
  const own = await prepared('own', many('own', 130));
  await own.apply();
  await service.control('PUT', '/settings', { latencyMs: LATENCY_MS });
  await service.asked();

  const codes: number[] = [];
  let shifts = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const work = async () => {
      other.write('main.tf.json', many('other', 40, { suffix: `-${round}` }));
      await other.apply();
      other.write('main.tf.json', many('other', 40, { suffix: `-${round}`, version: String(round) }));
      await other.apply();
      await other.destroy();
      await other.apply();
    };
    for (const { code, output } of await plansDuring(own, work())) {
      expect([code, code === 0 ? '' : output]).toEqual([0, '']);
      codes.push(code);
    }
    shifts += shiftsIn(await service.asked());
    if (round + 1 === ROUNDS) break;
    // Made anew, this one's come last again.
    await own.destroy();
    await own.apply();
  }
  expect(codes.length).toBeGreaterThan(ROUNDS);
  expect(shifts).toBeGreaterThan(0);
  expect(await own.planExitCode()).toBe(0);
  expect(await other.planExitCode()).toBe(0);
  await record('two-stacks', { rounds: ROUNDS, plans: codes.length, listsThatMoved: shifts });
});

/** Lists during which an integration was made or deleted between the first page and the second. */
function shiftsIn(asked: readonly Asked[]): number {
  let shifts = 0;
  let between = false;
  for (const { method, path, query } of asked) {
    if (method === 'GET' && path === '/v1/integrations') between = query.page === '1';
    const moves = (method === 'POST' && path === '/v1/integrations') || (method === 'DELETE' && path.startsWith('/v1/integrations/'));
    if (between && moves) {
      shifts++;
      between = false;
    }
  }
  return shifts;
}

test('one stack without locks: a plan beside an apply ends well or says why, and the next one is right', async () => {
  const states = await StateServer.start();
  servers.push(states);
  const main = (changed: boolean) => configurationOf(fleetOf(2, keys, changed), states.backend);
  const workspace = await prepared('same', main(false));
  const outcomes: { [code: number]: number } = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [args, changed] of [[['apply'], false], [['apply'], true], [['apply', '-replace=crowdsec_integration.i0'], true], [['destroy'], true]] as const) {
      workspace.write('main.tf.json', main(changed));
      const work = workspace.terraform([...args, '-auto-approve', '-no-color']);
      for (const { code, output } of await plansDuring(workspace, work, '-lock=false')) {
        outcomes[code] = (outcomes[code] ?? 0) + 1;
        if (code === 1) expect(unwrap(output)).toMatch(/Unable to [a-z ]+ .* (Run|run) terraform/);
      }
      if (args[0] === 'apply') expect(await workspace.planExitCode()).toBe(0);
    }
    expect(await held(service)).toEqual([]);
  }
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(ROUNDS);
  await record('one-stack', { rounds: ROUNDS, outcomes });
});
