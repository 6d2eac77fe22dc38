import { inspect } from 'node:util';
import { API_KEY, optionsFor } from './server';
import { ClientOptionError, createClient, type ClientOptions } from '../../src/api';

const URL = 'https://service.example/v1';

test.each<[keyof ClientOptions, Partial<ClientOptions>, string]>([
  ['apiKey', { apiKey: '' }, 'is empty'],
  ['apiKey', { apiKey: 'secret-key\n' }, 'its value is not shown'],
  ['apiKey', { apiKey: 'secret-kéy' }, 'its value is not shown'],
  ['apiUrl', { apiUrl: 'http://service.example/v1' }, 'use https'],
  ['apiUrl', { apiUrl: 'https://user:secret-word@service.example/v1' }, 'holds credentials'],
  ['userAgent', { userAgent: 'a\nb' }, 'visible ASCII'],
  ['requestTimeoutMs', { requestTimeoutMs: 0 }, '0 is no time-out'],
  ['requestTimeoutMs', { requestTimeoutMs: 1e12 }, 'at most'],
  ['maxRetries', { maxRetries: 1.5 }, '1.5 is no number'],
  ['maxRetries', { maxRetries: -1 }, '0 or more'],
  ['requestsPerSecond', { requestsPerSecond: 0 }, 'above 0'],
])('an unusable %s is refused at once: %j', (option, options, text) => {
  const refuse = () => createClient(optionsFor(URL, options));
  expect(refuse).toThrow(ClientOptionError);
  expect(refuse).toThrow(expect.objectContaining({ option, code: 'INVALID_OPTION' }));
  expect(refuse).toThrow(text);
  expect(refuse).not.toThrow('secret');
});

test('showing a client shows nothing secret', () => {
  const client = createClient(optionsFor(URL, { env: { HTTPS_PROXY: 'http://u:proxy-secret@p.example' } }));
  const shown = inspect(client, { depth: null, showHidden: true }) + JSON.stringify(client);
  expect(shown).not.toContain(API_KEY);
  expect(shown).not.toContain('proxy-secret');
});

test('making a client loads no HTTP library', () => {
  jest.isolateModules(() => {
    jest.doMock('undici', () => {
      throw new Error('loaded too early');
    });
    const { createClient: fresh } = jest.requireActual<typeof import('../../src/api')>('../../src/api');
    expect(() => fresh(optionsFor(URL))).not.toThrow();
    jest.dontMock('undici');
  });
});
