import { SUITES } from './suites';
import { deleteCreated, type Session } from './target';
import { createClient } from '../../src/api';
import { startEmulator, type Emulator } from '../../src/emulator';

let emulator: Emulator;
let session: Session;

beforeAll(async () => {
  emulator = await startEmulator();
  const { url, apiKey } = emulator;
  session = { client: createClient({ apiKey, apiUrl: url, env: {} }), url, apiKey, prefix: 'contract', created: [] };
});

afterAll(async () => {
  await deleteCreated(session);
  await session.client.close();
  await emulator.close();
});

describe.each(Object.entries(SUITES))('%s', (_name, suite) => {
  suite({ allowWrites: true, immediateContent: true, session: () => session });
});
