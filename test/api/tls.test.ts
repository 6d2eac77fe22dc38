import { makeCertificates, type TestCertificates } from './certificates';
import { INFO, optionsFor, rejection, serve, type TestServer } from './server';
import { createClient } from '../../src/api';

let own: TestCertificates;
let server: TestServer;
let otherHost: TestServer;
let otherCa: string;

beforeAll(async () => {
  own = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  const elsewhere = await makeCertificates({ type: 'dns', value: 'elsewhere.example' });
  otherCa = elsewhere.ca;
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

test.each([
  ['a path', '/etc/ssl/ca.pem', 'no "-----BEGIN CERTIFICATE-----"'],
  ['a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'certificate 1 of 1 cannot be read'],
])('%s instead of a certificate is refused before anything is opened', (_what, caCertificatePem, text) => {
  expect(() => createClient(optionsFor(server.url, { caCertificatePem }))).toThrow(text);
});
