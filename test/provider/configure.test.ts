import { Core, emulatorForTests, refusal, requestsOf } from './support/core';
import { UNKNOWN } from '../../src/tfplugin';

const emulator = emulatorForTests();
const EDGE = { name: 'edge', output_format: 'paloalto' };
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----';

const VARIABLES = ['CROWDSEC_SERVICE_API_KEY', 'CROWDSEC_SAPI_KEY', 'CROWDSEC_SERVICE_API_URL'];
const saved = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
beforeEach(() => VARIABLES.forEach((name) => delete process.env[name]));
afterAll(() => Object.assign(process.env, Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined))));

test.each([
  [{ api_url: 'http://crowdsec.example/v1' }, 'api_url', '"http://crowdsec.example/v1"', 'use https'],
  [{ api_url: 'crowdsec' }, 'api_url', 'cannot be read', 'https://HOST/v1'],
  [{ api_key: '' }, 'api_key', 'empty', 'leave it out'],
  [{ api_key: 'kept-private\n' }, 'api_key', 'line break', 'trimspace'],
  [{ expected_organization_id: ' ' }, 'expected_organization_id', 'empty', 'leave it out'],
  [{ request_timeout_seconds: 0 }, 'request_timeout_seconds', 'is 0', '0.1'],
  [{ max_retries: 1.5 }, 'max_retries', 'is 1.5', 'whole number'],
  [{ requests_per_second: -1 }, 'requests_per_second', 'is -1', 'between'],
  [{ ca_certificate_pem: 'ca.pem' }, 'ca_certificate_pem', 'no certificate', 'PEM'],
  [{ ca_certificate_pem: CERTIFICATE }, 'ca_certificate_pem', 'certificate 1 of 1', 'PEM'],
])('%j is refused', async (config, path, what, remedy) => {
  const refused = await refusal(new Core().configure({ api_key: 'any', ...config }));
  expect(refused.paths).toEqual([path]);
  expect(refused.message).toContain(what);
  expect(refused.message).toContain(remedy);
  expect(refused.message).not.toContain('kept-private');
});

test('without a key it says where one may come from', async () => {
  const refused = await refusal(new Core().configure({}));
  expect(refused.paths).toEqual(['api_key']);
  expect(refused.message).toContain('CROWDSEC_SERVICE_API_KEY');
  expect(refused.message).toContain('CROWDSEC_SAPI_KEY');
});

test('validation needs neither key nor network', async () => {
  const { server } = new Core();
  const config = { ...Object.fromEntries(Object.keys(server.providerSchema.attributes!).map((name) => [name, null])), api_url: emulator().url };
  expect((await server.validateProviderConfig(config)).diagnostics).toEqual([]);
  expect(requestsOf(emulator())).toEqual([]);
});

describe('the environment', () => {
  test('a proxy variable that cannot be used is refused by its name, as the user\'s to mend', async () => {
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = 'socks5://user:kept-private@proxy.example:1080';
    try {
      const refused = await refusal(new Core().configure({ api_key: 'any', api_url: 'https://crowdsec.example/v1' }));
      expect(refused.message).toContain('HTTPS_PROXY has the scheme "socks5"');
      expect(refused.message).not.toContain('kept-private');
      expect(refused.message).not.toContain('report');
    } finally {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
    }
  });

  test.each(['CROWDSEC_SERVICE_API_KEY', 'CROWDSEC_SAPI_KEY'])('%s and the URL are taken where the configuration has none', async (name) => {
    process.env[name] = emulator().apiKey;
    process.env.CROWDSEC_SERVICE_API_URL = emulator().url;
    const core = new Core();
    await core.configure({});
    expect(await core.data('crowdsec_organization')).toMatchObject({ organization_id: expect.any(String) });
  });

  test('two different keys are refused without showing them, unless the configuration decides', async () => {
    process.env.CROWDSEC_SERVICE_API_KEY = 'first-private-key';
    process.env.CROWDSEC_SAPI_KEY = 'second-private-key';
    const refused = await refusal(new Core().configure({}));
    expect(refused.paths).toEqual(['api_key']);
    expect(refused.message).toContain('CROWDSEC_SERVICE_API_KEY and CROWDSEC_SAPI_KEY');
    expect(refused.message).not.toContain('private-key');
    const core = await Core.start(emulator());
    await core.data('crowdsec_organization');
  });

  test('a bad URL in it is named with its variable', async () => {
    process.env.CROWDSEC_SERVICE_API_URL = 'http://crowdsec.example/v1';
    expect((await refusal(new Core().configure({ api_key: 'any' }))).message).toContain('CROWDSEC_SERVICE_API_URL');
  });
});

describe('the expected organisation', () => {
  test('that the key does not belong to stops everything before it is asked for', async () => {
    const core = await Core.start(emulator(), { expected_organization_id: 'another' });
    const refusals = await Promise.all([
      refusal(core.apply('crowdsec_integration', EDGE)), refusal(core.data('crowdsec_vendors')), refusal(core.import('crowdsec_integration', 'name:edge')),
    ]);
    for (const { paths, message } of refusals) {
      expect(paths).toEqual(['expected_organization_id']);
      expect(message).toContain('"another"');
    }
    expect(requestsOf(emulator())).toEqual(['GET /info']);
  });

  test('that it belongs to is asked for once', async () => {
    const { organization_id } = await (await Core.start(emulator())).data('crowdsec_organization');
    const core = await Core.start(emulator(), { expected_organization_id: organization_id });
    emulator().clearRequests();
    await Promise.all([core.apply('crowdsec_integration', EDGE), core.data('crowdsec_organization')]);
    expect(requestsOf(emulator()).filter((line) => line === 'GET /info')).toHaveLength(1);
  });
});

test('a configuration that is not known yet fails only what has to ask', async () => {
  const core = new Core();
  await core.configure({ api_url: emulator().url, api_key: UNKNOWN });
  await core.plan('crowdsec_integration', EDGE);
  await core.plan('crowdsec_blocklist_subscription', { integration_id: UNKNOWN, blocklist_id: '0'.repeat(24) });
  const refused = await refusal(core.data('crowdsec_vendors'));
  expect(refused.paths).toEqual(['api_key']);
  expect(refused.message).toContain('-target');
  expect(requestsOf(emulator())).toEqual([]);
});

test('a wrong key is named with its cure, and never shown', async () => {
  const core = await Core.start(emulator(), { api_key: 'wrong-private-key' });
  const refused = await refusal(core.data('crowdsec_vendors'));
  expect(refused.message).toContain('401');
  expect(refused.message).toContain('api_key');
  expect(refused.message).not.toContain('wrong-private-key');
});
