/** A large fleet is created, changed, refreshed and destroyed while one request in twenty goes wrong. */
import { closed, configurationOf, declared, Fleet, fleetOf, held, Keys, keysOf, SUBSCRIPTIONS_EACH } from './support/fleet';
import { Phase, record } from './support/results';
import { StateServer } from './support/state-server';
import { Watch } from './support/watch';
import { EmulatorProcess } from '../support/emulator-process';
import { FULL } from '../support/full-length';
import { CommandResult, processesLeftIn, Workspace } from '../support/terraform';

const SEED = 20_260;
const INTEGRATIONS = FULL ? 100 : 10;

const FAULTS = [
  { connection: 'reset-before' },
  { connection: 'reset-after' },
  { connection: 'truncate' },
  { status: 500 },
  { status: 500, connection: 'reset-after' },
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><title>502 Bad Gateway</title></html>' },
  { status: 503, headers: { 'retry-after': '0' } },
  { status: 429, headers: { 'retry-after': '0' } },
  { status: 429, headers: { 'retry-after': '1' } },
  { delayMs: 300 },
];

const ONE_IN_TWENTY = 0.05;
/** A refresh takes so few requests that one in twenty would hardly meet any. */
const ONE_IN_THREE = 0.33;

/** A run may end with errors, where a request was met more often than it is repeated; so many runs must do. */
const MOST_ROUNDS = 6;
const REFRESHES = 5;

/**
 * Flat is what needs in the last third of a process's life at most this much more than in the second, and in the last of several
 * processes alike than in the first.
 */
const MEMORY_TOLERANCE = { factor: 1.15, mb: 12 };
/** Connections come and go: there are as many as requests at a time, which are ten. */
const HANDLES_TOLERANCE = 20;

/** Those that went well to the end. */
const phases: Phase[] = [];
let service: EmulatorProcess;
let states: StateServer;
let workspace: Workspace;
let watch: Watch;
let keys: Keys;

beforeAll(async () => {
  service = await EmulatorProcess.start('--seed', String(SEED));
  states = await StateServer.start();
  keys = await keysOf(service);
  workspace = new Workspace(service, { name: 'soak' });
  watch = new Watch(workspace.dir);
});
afterAll(async () => {
  watch.end();
  await workspace.end();
  await states.end();
  await service.end();
});

async function withFaults(phase: string, runs: () => Promise<number>, share = ONE_IN_TWENTY): Promise<Phase> {
  await service.asked();
  watch.take();
  for (const fault of FAULTS) await service.control('POST', '/faults', { ...fault, probability: share / FAULTS.length });
  const began = performance.now();
  const rounds = await runs().finally(() => service.control('DELETE', '/faults'));
  const seconds = Math.round((performance.now() - began) / 1000);
  const asked = await service.asked();
  const broken = asked.filter(({ status }) => status === null || status >= 429).length;
  return { phase, rounds, seconds, requests: asked.length, broken, ...watch.take() };
}

/** Runs a command until it succeeds; how often it took. */
async function converge(...args: string[]): Promise<number> {
  let result: CommandResult | undefined;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    result = await workspace.try([...args, '-auto-approve', '-no-color']);
    if (result.code === 0) return round;
    // Every error is one that names its cause; anything else is a bug.
    expect(result.output).not.toMatch(/panic|bug in the provider|inconsistent (result|final plan)|Plugin did not respond|Request cancelled/i);
  }
  throw new Error(`${args.join(' ')} did not converge in ${MOST_ROUNDS} rounds:\n${result!.output.slice(-5000)}`);
}

async function expectAtRest(fleet: Fleet): Promise<void> {
  expect(await held(service)).toEqual(declared(fleet));
  expect(await closed(service, states.state)).toEqual([]);
  expect(await workspace.planExitCode()).toBe(0);
}

const TITLE = `${INTEGRATIONS * SUBSCRIPTIONS_EACH} subscriptions on ${INTEGRATIONS} integrations`;

describe(`${TITLE}, with one request in twenty going wrong`, () => {
  test('created: nothing is lost, nothing is double, the credentials open', async () => {
    const fleet = fleetOf(INTEGRATIONS, keys);
    workspace.write('main.tf.json', configurationOf(fleet, states.backend));
    await workspace.init();
    const phase = await withFaults('create', () => converge('apply'));
    await expectAtRest(fleet);
    phases.push(phase);
  });

  test('refreshed: no drift is seen that is not there', async () => {
    phases.push(await withFaults('refresh', async () => {
      let rounds = 0;
      for (let seen = 0; seen < REFRESHES;) {
        expect(rounds++).toBeLessThan(REFRESHES * MOST_ROUNDS);
        const { code, output } = await workspace.try(['plan', '-detailed-exitcode', '-no-color']);
        if (code === 0) seen++;
        else expect([code, output]).toEqual([1, expect.stringContaining('Unable to read')]);
      }
      return rounds;
    }, ONE_IN_THREE));
  });

  test('a tenth changed: subscribed to something else, renamed, rotated', async () => {
    const fleet = fleetOf(INTEGRATIONS, keys, true);
    workspace.write('main.tf.json', configurationOf(fleet, states.backend));
    const phase = await withFaults('change', () => converge('apply'));
    await expectAtRest(fleet);
    phases.push(phase);
  });

  test('destroyed: nothing is left, not even a connection', async () => {
    const phase = await withFaults('destroy', () => converge('destroy'));
    expect(await held(service)).toEqual([]);
    expect(states.state.resources).toEqual([]);
    expect(await service.connectionsLeft()).toBe(0);
    expect(await processesLeftIn(workspace.dir)).toEqual([]);
    phases.push(phase);
  });

  test('the plugin\'s memory and handles did not grow', async () => {
    const grown = (before: number, after: number) => after > before * MEMORY_TOLERANCE.factor + MEMORY_TOLERANCE.mb;
    const lives = phases.flatMap(({ rssMb }) => rssMb);
    expect(lives.length).toBeGreaterThan(0);
    expect(lives.filter(({ thirds: [, second, last] }) => grown(second, last))).toEqual([]);
    const refreshes = phases.find(({ phase }) => phase === 'refresh')!.rssMb;
    expect(refreshes.filter(({ most }) => grown(refreshes[0].most, most))).toEqual([]);
    expect(phases.flatMap(({ handles }) => handles).filter(({ thirds: [, second, last] }) => last > second + HANDLES_TOLERANCE)).toEqual([]);
    expect(phases.map(({ phase }) => phase)).toEqual(['create', 'refresh', 'change', 'destroy']);
    await record('faults', { integrations: INTEGRATIONS, subscriptions: INTEGRATIONS * SUBSCRIPTIONS_EACH, seed: SEED, stateWrites: states.writes, phases });
  });
});
