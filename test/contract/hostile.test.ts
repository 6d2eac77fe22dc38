/** Client and emulator together: names and keys arrive exactly, or are refused before anything is sent. */
import * as fc from 'fast-check';
import { createClient, isApiError, type Client } from '../../src/api';
import { startEmulator, type Emulator } from '../../src/emulator';
import { anyText, HOSTILE, IMPOSSIBLE, PRINTABLE } from '../support/hostile';

let emulator: Emulator;
let client: Client;
beforeAll(async () => {
  emulator = await startEmulator();
  client = createClient({ apiUrl: emulator.url, apiKey: emulator.apiKey, env: {}, maxRetries: 0 });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await client.close();
  await emulator.close();
});

const FIREWALL = { entity_type: 'firewall_integration', output_format: 'plain_text' };

async function arrives(text: string): Promise<void> {
  emulator.reset();
  const made = await client.integrations.create({ ...FIREWALL, name: text, description: text });
  expect(emulator.snapshot().integrations).toMatchObject([{ name: text, description: text }]);
  expect(await client.integrations.list()).toMatchObject([{ id: made.id, name: text, description: text }]);
  const renamed = await client.integrations.update(made.id, { name: `${text}!`, description: `${text}?` });
  expect([renamed.name, renamed.description]).toEqual([`${text}!`, `${text}?`]);
  await client.integrations.update(made.id, { name: text });
  await client.subscriptions.add('vendor', 'Microsoft', text);
  expect(emulator.snapshot().integrations[0].subscriptions).toMatchObject([{ kind: 'vendor', key: 'Microsoft' }]);
  await client.subscriptions.remove('vendor', 'Microsoft', text);
  expect(emulator.snapshot().integrations[0].subscriptions).toEqual([]);
}

/** A key that the catalogue does not have is asked for exactly, and the refusal quotes it printable. */
async function isAskedFor(key: string): Promise<void> {
  for (const [kind, path] of [['vendor', 'vendors'], ['fingerprint', 'fingerprints'], ['cve', 'cves']] as const) {
    emulator.clearRequests();
    const error = await client.subscriptions.add(kind, key, 'edge').then(() => undefined, (thrown: unknown) => thrown);
    const [request] = emulator.requests();
    expect(emulator.requests()).toHaveLength(1);
    expect(request.path.split('/').map(decodeURIComponent)).toEqual(['', 'v1', path, key, 'integrations']);
    expect(isApiError(error, 'NOT_FOUND')).toBe(true);
    expect((error as Error).message).toMatch(PRINTABLE);
  }
}

test.each(HOSTILE)('%s as name, description and key', async (_what, text) => {
  await arrives(text);
  await isAskedFor(text);
});

test('any text as name and description', async () => {
  await fc.assert(fc.asyncProperty(anyText.filter((text) => !/\p{Cs}/u.test(text)), arrives), { numRuns: 40 });
});

test('any text as key', async () => {
  await fc.assert(fc.asyncProperty(anyText.filter((text) => !/\p{Cs}/u.test(text)), isAskedFor), { numRuns: 40 });
});

test.each(IMPOSSIBLE)('%s as a part of a path: nothing is sent, and the message is short', async (_what, text) => {
  for (const call of [
    client.subscriptions.remove('vendor', 'Microsoft', text), client.subscriptions.add('fingerprint', text, 'edge'), client.blocklists.get(text),
  ]) {
    const error = await call.then(() => undefined, (thrown: unknown) => thrown);
    expect(isApiError(error, 'INVALID_REQUEST')).toBe(true);
    expect((error as Error).message.length).toBeLessThan(600);
    expect((error as Error).message).toMatch(PRINTABLE);
  }
  expect(emulator.requests()).toEqual([]);
});

test('ten thousand characters as a description, which is in no path, arrive', async () => {
  const description = '🛡️é'.repeat(2500);
  const { id } = await client.integrations.create({ ...FIREWALL, name: 'edge', description });
  expect((await client.integrations.get(id)).description).toBe(description);
});

test('tags arrive exactly', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyText.filter((text) => !/\p{Cs}/u.test(text)), { minLength: 1, maxLength: 3 }), async (tags) => {
    emulator.clearRequests();
    await client.integrations.list({ tag: tags });
    expect([emulator.requests()[0].query.tag].flat()).toEqual(tags);
  }), { numRuns: 30 });
});
