import { inspect } from 'node:util';
import { API_KEY, optionsFor, rejection, serve, type Step } from './server';
import { ApiError, createClient, isApiError } from '../../src/api';
import { serviceMessage } from '../../src/api/statuses';

async function failWith(step: Step, call: (client: ReturnType<typeof createClient>) => Promise<unknown> = (client) => client.integrations.get('i1')) {
  const server = await serve([step]);
  const client = createClient(optionsFor(server.url, { maxRetries: 0 }));
  const error = await rejection(call(client));
  await client.close();
  await server.close();
  return { error: error as ApiError, url: server.url };
}

test.each<[number, string, string]>([
  [400, 'BAD_REQUEST', 'refuses the request'],
  [401, 'UNAUTHORIZED', 'CROWDSEC_SERVICE_API_KEY'],
  [403, 'FORBIDDEN', 'lacks the permission'],
  [404, 'NOT_FOUND', 'no such object'],
  [409, 'CONFLICT', 'Choose another name'],
  [418, 'UNEXPECTED_STATUS', 'API URL'],
  [422, 'INVALID_REQUEST', 'Correct the value'],
  [429, 'RATE_LIMITED', 'requests_per_second'],
  [500, 'SERVER_ERROR', 'not your fault'],
  [503, 'SERVER_ERROR', 'try again later'],
])('%d is %s: the message tells method, URL, status, the service\'s words and what to do', async (status, code, advice) => {
  const { error, url } = await failWith({ status, json: { message: 'said so.' } });
  expect(error).toBeInstanceOf(ApiError);
  expect(error.code).toBe(code);
  expect(error.message).toContain(`GET ${url}/integrations/i1: answered ${status}: said so.`);
  expect(error.message).toContain(advice);
  expect(error.details).toMatchObject({ method: 'GET', url: `${url}/integrations/i1`, status, serviceMessage: 'said so', attempts: 1 });
});

test('401 with an integration\'s own credentials does not send its reader to the organisation\'s key', async () => {
  const { error } = await failWith({ status: 401 }, (client) => client.integrations.content('i1', { credentials: { api_key: 'k' } }));
  expect(error.message).toContain('the integration\'s credentials');
  expect(error.message).not.toContain('CROWDSEC_SERVICE_API_KEY');
});

describe('the service\'s words', () => {
  test.each<[string, string, string]>([
    ['message', '{"message": "no such thing."}', 'no such thing'],
    ['detail', '{"detail": "not yours"}', 'not yours'],
    ['the details of a 422 with their places', JSON.stringify({
      detail: [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing', input: 'private' }, { loc: ['query', 'size', 0], msg: 'too large' }],
    }), 'body.name: Field required; query.size.0: too large'],
    ['the title of a gateway\'s page', '<html><head><title>502 Bad Gateway</title></head><body><h1>oops</h1></body></html>', '502 Bad Gateway'],
    ['a page without title', '<p>Try\n  <b>later</b></p><script>run()</script>', 'Try later'],
    ['plain text', 'upstream is away', 'upstream is away'],
    ['nothing', '', ''],
  ])('%s', (_what, body, expected) => expect(serviceMessage(body)).toBe(expected));

  test('are shortened', () => {
    expect(serviceMessage('x'.repeat(10_000)).length).toBeLessThan(400);
  });
});

describe('nothing secret', () => {
  const echo: Step = (request, response) => {
    response.writeHead(400).end(`you sent ${JSON.stringify(request.headers)} and ${encodeURIComponent(API_KEY)} and ${request.body}`);
  };
  const everything = (error: unknown) => `${inspect(error, { depth: null, showHidden: true })} ${JSON.stringify(error)} ${(error as Error).stack}`;

  test('is in the error of a service that echoes the key', async () => {
    const { error } = await failWith(echo);
    expect(error.message).toContain('you sent');
    expect(everything(error)).not.toContain(API_KEY);
  });

  test.each([
    { username: 'user', password: 'pass"w/rd' },
    { api_key: 'component-key-123' },
  ])('is in the error of one that echoes an integration\'s credentials', async (credentials) => {
    const { error } = await failWith(echo, (client) => client.integrations.content('i1', { credentials }));
    const secrets = 'api_key' in credentials
      ? [credentials.api_key]
      : [credentials.password, Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')];
    for (const secret of secrets) expect(everything(error)).not.toContain(secret);
  });

  test('of an unreadable answer is quoted, which may hold new credentials', async () => {
    const { error } = await failWith({ status: 201, body: '{"credentials":{"password":"fresh-secret"' }, (client) =>
      client.integrations.create({ name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' }));
    expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER', details: { mayHaveTakenEffect: true } });
    expect(everything(error)).not.toContain('fresh-secret');
  });

  test('of a lost connection\'s cause is kept', async () => {
    const { error } = await failWith('reset');
    expect(Object.keys(error.cause as object).sort()).toEqual(['code']);
    expect(everything(error)).not.toContain(API_KEY);
  });
});

test('codes can be asked for, one or several', () => {
  const error = new ApiError('NOT_FOUND', 'x', { method: 'GET', url: 'u', attempts: 1, mayHaveTakenEffect: false, retried: false });
  expect(isApiError(error)).toBe(true);
  expect(isApiError(error, 'CONFLICT', 'NOT_FOUND')).toBe(true);
  expect(isApiError(error, 'CONFLICT')).toBe(false);
  expect(isApiError(new Error('x'))).toBe(false);
});

describe('a hostile service', () => {
  const said = async (body: string, more: Record<string, string> = {}) => (await failWith({ status: 400, body, headers: more })).error.message;

  test('cannot make a message say something else in a terminal or a log', async () => {
    const message = await said(JSON.stringify({ message: 'no\u001b[2K\rAll is well\u0007\u202e\u200b\0\ud800' }));
    expect(message).toContain('no\\u001b[2K All is well\\u0007\\u202e\\u200b\\u0000\\ud800. The service refuses');
  });

  test.each([
    ['plain', API_KEY],
    ['percent-encoded', encodeURIComponent(API_KEY)],
    ['Base64', Buffer.from(`x:${API_KEY}`).toString('base64')],
    ['broken over two lines of JSON in JSON', JSON.stringify({ a: API_KEY })],
  ])('that echoes the key (%s) at the place where its words are cut leaves no part of it', async (_form, echoed) => {
    for (let before = 270; before <= 300; before += 3) {
      const message = await said(JSON.stringify({ message: `${'.'.repeat(before)}${echoed}` }));
      expect(message).not.toContain(API_KEY.slice(0, 6));
      expect(message).not.toContain(Buffer.from(`x:${API_KEY}`).toString('base64').slice(4, 14));
    }
  });

  test.each([
    ['a megabyte of words', 'word '.repeat(200_000)],
    ['tags that never end', '<'.repeat(1_000_000)],
    ['scripts that never end', '<script>'.repeat(120_000)],
    ['titles that never end', '<title'.repeat(160_000)],
    ['a megabyte of JSON text', JSON.stringify({ message: 'word '.repeat(200_000) })],
    ['a hundred thousand details', JSON.stringify({ detail: Array.from({ length: 100_000 }, () => ({ loc: ['body'], msg: 'no' })) })],
    ['details of other types', JSON.stringify({ detail: [null, 1, 'x', [], { loc: {}, msg: [] }], message: { a: 1 } })],
  ])('that sends %s gets a short message', async (_what, body) => {
    expect((await said(body)).length).toBeLessThan(700);
  });

  test('cannot lengthen a message by the names in the URL', async () => {
    const { error } = await failWith({ status: 400 }, (client) => client.subscriptions.add('vendor', 'v'.repeat(4000), 'edge'));
    expect(error.message.length).toBeLessThan(700);
    expect(error.details.url).toContain('v'.repeat(4000));
  });

  test('that refuses a subscription inside a 200 is quoted the same way', async () => {
    const { error } = await failWith({ json: { errors: [{ i1: `no\u001b[1m ${API_KEY} ${'x'.repeat(5000)}` }] } }, (client) =>
      client.blocklists.subscribe('b1', 'i1', { entity_type: 'firewall_integration' }));
    expect(error.details.serviceMessage).toMatch(/^no\\u001b\[1m \*\*\* x{200,300}…$/);
  });
});
