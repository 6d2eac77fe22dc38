/** Names and keys that are hostile: the provider keeps and sends them exactly, or refuses them with their attribute, short and printable. */
import * as fc from 'fast-check';
import { Core, emulatorForTests, refusal, Refused } from './support/core';
import { anyText, HOSTILE, IMPOSSIBLE, PRINTABLE } from '../support/hostile';

const emulator = emulatorForTests();
const INTEGRATION = 'crowdsec_integration';
const ID = '65a000000000000000000001';

/** Terraform brings text in NFC, and without halves of surrogate pairs. */
const fromTerraform = anyText.map((text) => text.normalize('NFC')).filter((text) => !/\p{Cs}/u.test(text));

function expectGood(refused: Refused, attribute?: string): void {
  if (attribute !== undefined) expect(refused.paths).toEqual([attribute]);
  expect(refused.message).toMatch(PRINTABLE);
  expect(refused.message.length).toBeLessThan(1500);
}

async function lives(core: Core, text: string): Promise<void> {
  emulator().reset();
  const config = { name: text, description: text, credentials_version: text, output_format: 'plain_text' };
  const made = await core.apply(INTEGRATION, config);
  expect(made.state).toMatchObject({ name: text, description: text, credentials_version: text });
  expect(emulator().snapshot().integrations).toMatchObject([{ name: text, description: text }]);
  expect((await core.read(INTEGRATION, made))!.state).toEqual(made.state);
  const subscription = await core.apply('crowdsec_vendor_subscription', { integration_id: made.state.id, vendor: 'Microsoft' });
  await core.destroy('crowdsec_vendor_subscription', subscription);
  expect(emulator().snapshot().integrations[0].subscriptions).toEqual([]);
  expect((await core.import(INTEGRATION, `name:${text}`))!.state.name).toBe(text);
  await core.destroy(INTEGRATION, made);
  expect(emulator().snapshot().integrations).toEqual([]);
}

test.each(HOSTILE)('an integration called %s lives and dies', async (_what, text) => {
  await lives(await Core.start(emulator()), text.normalize('NFC'));
});

test('an integration called anything lives and dies', async () => {
  await fc.assert(fc.asyncProperty(fromTerraform, async (text) => lives(await Core.start(emulator()), text)), { numRuns: 15 });
});

test.each(IMPOSSIBLE)('%s as a name or key is refused at its attribute', async (_what, text) => {
  const core = await Core.start(emulator());
  for (const [type, attribute, config] of [
    [INTEGRATION, 'name', { name: text, output_format: 'plain_text' }],
    ['crowdsec_vendor_subscription', 'vendor', { integration_id: ID, vendor: text }],
    ['crowdsec_fingerprint_subscription', 'fingerprint', { integration_id: ID, fingerprint: text }],
    ['crowdsec_cve_subscription', 'cve', { integration_id: ID, cve: text }],
    ['crowdsec_blocklist_subscription', 'blocklist_id', { integration_id: ID, blocklist_id: text }],
    ['crowdsec_vendor_subscription', 'integration_id', { integration_id: text, vendor: 'Microsoft' }],
  ] as const) {
    expectGood(await refusal(core.validate(type, config)), attribute);
  }
  expect(emulator().requests()).toEqual([]);
});

describe('whatever stands there, a refusal names the attribute, is short and obeyed by no terminal', () => {
  test.each<[string, string, string, (text: string) => object]>([
    ['an id of an integration', 'crowdsec_vendor_subscription', 'integration_id', (text) => ({ integration_id: text, vendor: 'Microsoft' })],
    ['an id of a blocklist', 'crowdsec_blocklist_subscription', 'blocklist_id', (text) => ({ integration_id: ID, blocklist_id: text })],
    ['a CVE', 'crowdsec_cve_subscription', 'cve', (text) => ({ integration_id: ID, cve: text })],
    ['an output format', INTEGRATION, 'output_format', (text) => ({ name: 'edge', output_format: text })],
  ])('%s', async (_what, type, attribute, config) => {
    const core = new Core();
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 3000, size: 'max' }), async (text) => {
      expectGood(await refusal(core.validate(type, config(text) as never)), attribute);
    }), { numRuns: 25 });
  });

  test('an import id', async () => {
    const core = await Core.start(emulator());
    await fc.assert(fc.asyncProperty(fc.constantFrom('', 'name:'), anyText, async (before, text) => {
      for (const type of [INTEGRATION, 'crowdsec_cve_subscription', 'crowdsec_blocklist_subscription']) {
        expectGood(await refusal(core.import(type, before + text)));
      }
    }), { numRuns: 25 });
  });

  test('a vendor that the catalogue does not have', async () => {
    const core = await Core.start(emulator());
    const { state } = await core.apply(INTEGRATION, { name: 'edge', output_format: 'plain_text' });
    await fc.assert(fc.asyncProperty(fromTerraform.filter((text) => text.trim() !== ''), async (text) => {
      expectGood(await refusal(core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: text })), 'vendor');
    }), { numRuns: 20 });
  });
});

test('what a hostile service says is in the diagnostic short, in one line and printable', async () => {
  const core = await Core.start(emulator(), { max_retries: 0 });
  emulator().addFault({ method: 'POST', status: 422, body: { message: `no\u001b[2J\r\u202e${emulator().apiKey}${'x'.repeat(1_000_000)}` } });
  const refused = await refusal(core.apply(INTEGRATION, { name: 'edge', output_format: 'plain_text' }));
  expectGood(refused);
  expect(refused.message).toContain('no\\u001b[2J \\u202e***xxx');
});
