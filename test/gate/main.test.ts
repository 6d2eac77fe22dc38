import { GateProcess, Told } from './gate-process';
import { CAN_WATCH_PROCESSES } from '../support/process-watch';

let gate: GateProcess;

beforeAll(async () => {
  gate = await GateProcess.start();
});
beforeEach(() => gate.service.reset());
afterEach(() => gate.check());
afterAll(() => gate.end());

/** An integration that has no addresses for an hour of the emulator's clock. */
async function waiting(): Promise<Told> {
  const made = await gate.make('edge');
  await gate.service.settings({ contentLagSeconds: 3600 });
  await gate.subscribe(made, 'Microsoft');
  return { made, vendors: ['Microsoft'] };
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it while it waits', async (signal) => {
  const job = gate.begin('wait', [await waiting()]);
  await job.until('no addresses yet');
  job.signalGroup(signal);
  expect(await job.ended).toMatch(new RegExp(`Delivery gate: ended by ${signal}\n$`));
  expect(await gate.left()).toEqual([]);
});

test('a signal ends it while an answer is awaited', async () => {
  const told = await waiting();
  await gate.service.fault({ method: 'GET', connection: 'hold' });
  const job = gate.begin('wait', [told]);
  await gate.service.seen(/^GET/);
  job.signalGroup('SIGTERM');
  expect(await job.ended).toContain('ended by SIGTERM');
});

(CAN_WATCH_PROCESSES ? test : test.skip)('it ends when what started it is killed', async () => {
  const job = gate.begin('wait', [await waiting()], {}, ['/bin/sh', '-c', '"$@"; exit', 'sh']);
  await job.until('no addresses yet');
  job.kill();
  await job.ended;
  expect(await gate.left()).toEqual([]);
});

test.each([
  ['set', {}, '"set" is no command; use wait or probe'],
  ['wait', { CROWDSEC_GATE: '' }, 'the environment variable CROWDSEC_GATE is not set: this program is started by Terraform, for a DeliveryGate'],
  ['wait', { CROWDSEC_GATE_FACTS_0: 'nonsense' }, 'the environment variable CROWDSEC_GATE_FACTS_0 is not what a DeliveryGate writes'],
  ['probe', { CROWDSEC_GATE_CREDENTIALS_0: 'letmein' }, 'the environment variable CROWDSEC_GATE_CREDENTIALS_0 is not what a DeliveryGate writes'],
])('%s with %j: an error that says so', async (command, env, message) => {
  const said = await gate.fails(command, [await waiting()], { env });
  expect(said).toContain(`Delivery gate: ${message}`);
  expect(said).not.toContain('letmein');
  expect(said).not.toMatch(/\n\s+at /);
});
