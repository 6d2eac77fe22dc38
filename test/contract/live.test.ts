/**
 * The same suites against the live service: with CROWDSEC_LIVE=1 and a key in CROWDSEC_SERVICE_API_KEY (or CROWDSEC_SAPI_KEY).
 * They only read, unless CROWDSEC_LIVE_WRITE=1 lets them create integrations of a name of their own, which they delete again.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { SUITES } from './suites';
import { deleteCreated, type Session } from './target';
import { createClient } from '../../src/api';
import { PUBLIC_SERVICE_URL } from '../../src/model';

const { CROWDSEC_LIVE, CROWDSEC_LIVE_WRITE, CROWDSEC_SERVICE_API_KEY, CROWDSEC_SAPI_KEY, CROWDSEC_SERVICE_API_URL } = process.env;
const apiKey = CROWDSEC_SERVICE_API_KEY ?? CROWDSEC_SAPI_KEY;

test('every contract file is in the list that the emulator and the live service are both held to', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.contract.ts'));
  expect(Object.keys(SUITES)).toHaveLength(files.length);
  expect(new Set(Object.values(SUITES)).size).toBe(files.length);
});

if (CROWDSEC_LIVE === '1' && apiKey) {
  const url = CROWDSEC_SERVICE_API_URL ?? PUBLIC_SERVICE_URL;
  const session: Session = {
    client: createClient({ apiKey, apiUrl: url, requestsPerSecond: 5 }),
    url,
    apiKey,
    prefix: `cdktf-crowdsec-contract-${randomUUID()}`,
    created: [],
  };
  afterAll(async () => {
    await deleteCreated(session);
    await session.client.close();
  });

  describe.each(Object.entries(SUITES))('%s', (_name, suite) => {
    suite({ allowWrites: CROWDSEC_LIVE_WRITE === '1', immediateContent: false, session: () => session });
  });
}
