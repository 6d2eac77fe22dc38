import { optionsFor, rejection } from './server';
import { createClient, type Client } from '../../src/api';
import { startEmulator, type Emulator, type Fault } from '../../src/emulator';

const CREATE = { name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' };

let emulator: Emulator;
let client: Client;

beforeEach(async () => {
  emulator = await startEmulator();
  client = createClient(optionsFor(emulator.url, { apiKey: emulator.apiKey }));
});
afterEach(async () => {
  await client.close();
  await emulator.close();
});

test.each<[string, Fault, number]>([
  ['carried out, then the connection broke', { connection: 'reset-after' }, 1],
  ['carried out, the answer cut short', { connection: 'truncate' }, 1],
  ['carried out, its answer unreadable', { body: 'not JSON' }, 1],
  ['not carried out', { connection: 'reset-before' }, 0],
  ['answered 500', { status: 500 }, 0],
])('a create that was %s is sent once and may have taken effect', async (_what, fault, left) => {
  emulator.addFault({ method: 'POST', ...fault });
  const error = await rejection(client.integrations.create(CREATE));
  expect(error.details).toMatchObject({ attempts: 1, mayHaveTakenEffect: true, retried: false });
  expect(await client.integrations.list()).toHaveLength(left);
});

test('a delete whose answer was lost finds its object gone, and says that this may be its own doing', async () => {
  const { id } = await client.integrations.create(CREATE);
  emulator.addFault({ method: 'DELETE', connection: 'reset-after' });
  expect(await rejection(client.integrations.delete(id))).toMatchObject({ code: 'NOT_FOUND', details: { attempts: 2, retried: true } });
});

test('a subscription whose answer was lost is not repeated, and is there', async () => {
  await client.integrations.create(CREATE);
  const [{ id }] = await client.cves.list();
  emulator.addFault({ method: 'POST', connection: 'reset-after' });
  const error = await rejection(client.subscriptions.add('cve', id, 'edge'));
  expect(error.details).toMatchObject({ attempts: 1, mayHaveTakenEffect: true, retried: false });
  expect(await client.subscriptions.list('cve', id)).toHaveLength(1);
});

test('an update whose answer was lost is repeated, and its answer is the wanted one', async () => {
  const { id } = await client.integrations.create(CREATE);
  emulator.addFault({ method: 'PATCH', connection: 'reset-after' });
  expect(await client.integrations.update(id, { description: 'new' })).toMatchObject({ description: 'new' });
  expect(emulator.requests().filter(({ method }) => method === 'PATCH')).toHaveLength(2);
});
