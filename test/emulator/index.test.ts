import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from './client';
import { startEmulator } from '../../src/emulator';
import { basic } from '../support/credentials';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('listens on loopback, on a free port, with the known key', async () => {
  const [first, second] = [await startEmulator(), await startEmulator()];
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect(first.controlUrl).toBe(first.url.replace('/v1', '/_emulator'));
  expect([first.apiKey, second.url === first.url]).toEqual(['emulator-key', false]);
  await Promise.all([first.close(), second.close()]);
});

describe('who reaches it', () => {
  const connects = (host: string, port: number) => new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.on('connect', () => end(true)).on('error', () => end(false)).on('timeout', () => end(false));
  });
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses!).filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);

  // Linux has the whole of 127.0.0.0/8.
  const secondLoopback = process.platform === 'linux' ? ['127.0.0.2'] : [];

  test(`loopback alone, of this machine's addresses (${others.length} others)`, async () => {
    const emulator = await startEmulator();
    const port = Number(new URL(emulator.url).port);
    expect(await connects('127.0.0.1', port)).toBe(true);
    for (const address of [...secondLoopback, '::1', ...others]) expect([address, await connects(address, port)]).toEqual([address, false]);
    await emulator.close();
  });

  test('whoever may, when it is told to listen everywhere; its URL is one that this machine can use', async () => {
    const emulator = await startEmulator({ host: '0.0.0.0' });
    const { hostname, port } = new URL(emulator.url);
    expect(hostname).toBe('127.0.0.1');
    for (const address of ['127.0.0.1', ...secondLoopback, ...others.filter((one) => !one.includes(':'))]) {
      expect([address, await connects(address, Number(port))]).toEqual([address, true]);
    }
    await emulator.close();
  });
});

test('takes another key', async () => {
  const bench = await Bench.start({ apiKey: 'another' });
  expect((await bench.api('GET', '/info')).status).toBe(200);
  expect((await bench.api('GET', '/info', { headers: { 'x-api-key': 'emulator-key' } })).status).toBe(401);
  await bench.close();
});

test('rejects when the port is taken', async () => {
  const first = await startEmulator();
  await expect(startEmulator({ port: Number(new URL(first.url).port) })).rejects.toThrow('EADDRINUSE');
  await first.close();
});

test('takes its time from the clock that was passed in', async () => {
  const bench = await Bench.start({ clock: () => new Date('2031-05-05T00:00:00Z') });
  expect((await bench.create('edge')).created_at).toBe('2031-05-05T00:00:00.000Z');
  bench.emulator.advanceClock(1.5);
  expect(bench.emulator.now().toISOString()).toBe('2031-05-05T00:00:01.500Z');
  await bench.close();
});

test('does in the process what the control API does', async () => {
  const bench = await Bench.start();
  bench.emulator.addFault({ status: 500 });
  bench.emulator.clearFaults();
  bench.emulator.addFault({ status: 503, path: '/info' });
  expect((await bench.api('GET', '/info')).status).toBe(503);
  expect(bench.emulator.requests()).toHaveLength(1);
  bench.emulator.clearRequests();
  expect(bench.emulator.requests()).toEqual([]);
  expect(() => bench.emulator.addFault({ times: 0 })).toThrow('"times"');
  await bench.close();
});

test('closing breaks off held and slow requests', async () => {
  const bench = await Bench.start();
  bench.emulator.addFault({ connection: 'hold' });
  bench.emulator.addFault({ delayMs: 600_000 });
  const calls = [1, 2].map(() => bench.api('GET', '/info').then(() => 'answered', () => 'broken'));
  while (bench.emulator.requests().length < 2) await bench.control('GET', '/health');
  await bench.close();
  expect(await Promise.all(calls)).toEqual(['broken', 'broken']);
});

describe('state file', () => {
  test('an emulator goes on where the last one stopped', async () => {
    const state = join(folder, 'state.json');
    const before = await Bench.start({ state });
    const { id, credentials: { username, password } } = await before.create('edge');
    await before.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    expect(JSON.parse(readFileSync(state, 'utf8'))).toEqual(before.emulator.snapshot());
    expect(statSync(state).mode % 0o1000).toBe(0o600);
    expect(readFileSync(state, 'utf8')).not.toContain(JSON.stringify(password));
    await before.close();

    const after = await Bench.start({ state });
    expect((await after.api('GET', `/integrations/${id}`)).json).toMatchObject({ name: 'edge', vendors: [{ id: 'Microsoft' }] });
    expect((await after.api('GET', `/integrations/${id}/content`, { headers: basic(username, password) })).status).toBe(200);
    await after.close();
  });

  test('one that cannot be written is an error at the start', async () => {
    const state = join(folder, 'none', 'state.json');
    await expect(startEmulator({ state })).rejects.toThrow(/state\.json" cannot be written: ENOENT.*Choose a file in a folder that exists/);
  });
});
