import { makeCertificates, TestAuthority, type TestCertificates } from './certificates';
import { INFO, optionsFor, rejection, serve, type TestServer } from './server';
import { createClient } from '../../src/api';

let own: TestCertificates;
let server: TestServer;
let otherHost: TestServer;
let otherCa: string;
let expired: string;

beforeAll(async () => {
  own = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  const elsewhere = await makeCertificates({ type: 'dns', value: 'elsewhere.example' });
  otherCa = elsewhere.ca;
  expired = (await TestAuthority.root('Old', { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') })).pem;
  server = await serve([{ json: INFO }], own.server);
  otherHost = await serve([{ json: INFO }], elsewhere.server);
});
afterAll(async () => {
  await server.close();
  await otherHost.close();
});

async function infoOf(url: string, caCertificatePem?: string) {
  const client = createClient(optionsFor(url, { caCertificatePem, maxRetries: 5 }));
  try {
    return await client.info();
  } finally {
    await client.close();
  }
}

test('a server under an own CA is trusted once the CA is given, also among others', async () => {
  expect(await infoOf(server.url, own.ca)).toEqual(INFO);
  expect(await infoOf(server.url, `${otherCa}\n${own.ca}`)).toEqual(INFO);
});

test('without it the error says how to give it, nothing was sent, and nothing is tried again', async () => {
  const before = server.received.length;
  const error = await rejection(infoOf(server.url));
  expect(error).toMatchObject({ code: 'TLS_FAILED', details: { attempts: 1, mayHaveTakenEffect: false } });
  expect(error.message).toContain('ca_certificate_pem');
  expect(server.received).toHaveLength(before);
});

test('a CA that did not sign the certificate does not help', async () => {
  expect(await rejection(infoOf(server.url, otherCa))).toMatchObject({ code: 'TLS_FAILED' });
});

test('a certificate for another host is refused even under a trusted CA', async () => {
  const error = await rejection(infoOf(otherHost.url, otherCa));
  expect(error).toMatchObject({ code: 'TLS_FAILED' });
  expect(error.message).toContain('certificate is for another host');
});

describe('caCertificatePem', () => {
  const begin = '-----BEGIN CERTIFICATE-----';
  const whole = () => own.ca.trim();
  const BAD: readonly (readonly [what: string, words: string, pem: () => string])[] = [
    ['empty', 'is empty', () => ' \n'],
    ['a path', 'not its path', () => '/etc/ssl/ca.pem'],
    ['a private key', 'holds a private key (not shown)', () => own.server.key],
    ['a private key beside the certificate', 'holds a private key (not shown)', () => `${own.ca}${own.server.key}`],
    ['a request for a certificate', 'a block "CERTIFICATE REQUEST", but no certificate', () => whole().replace(/CERTIFICATE/g, 'CERTIFICATE REQUEST')],
    ['garbage in a block', 'certificate 1 of 1 cannot be read; is it whole?', () => `${begin}\nAAAA\n-----END CERTIFICATE-----`],
    ['garbage after a good one', 'certificate 2 of 2 cannot be read', () => `${own.ca}${begin}\nAAAA\n-----END CERTIFICATE-----`],
    ['a cut end', 'has 2 lines', () => `${own.ca}${whole().slice(0, -40)}`],
    ['line breaks as two characters', 'line breaks are written as \\n', () => whole().replace(/\n/g, '\\n')],
  ];

  test.each(BAD)('%s is refused before anything is opened: %s', (_what, words, pem) => {
    const refuse = () => createClient(optionsFor(server.url, { caCertificatePem: pem() }));
    expect(refuse).toThrow(words);
    expect(refuse).not.toThrow(own.server.key.split('\n')[1]);
  });

  test.each<[string, (pem: string) => string]>([
    ['line ends of Windows', (pem) => pem.replace(/\n/g, '\r\n')],
    ['text around it, as openssl writes it', (pem) => `Bag Attributes\n  friendlyName: ca\n${pem}# end\n`],
    ['an expired one beside it', (pem) => `${expired}${pem}`],
  ])('%s: it is trusted', async (_what, change) => {
    expect(await infoOf(server.url, change(own.ca))).toEqual(INFO);
  });
});
