import { Bench } from './client';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

const BODY = { name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' };
const create = () => bench.api('POST', '/integrations', { body: BODY });
const names = async () => (await bench.api('GET', '/integrations')).json.items.map(({ name }: any) => name);
const arm = (fault: unknown) => bench.control('POST', '/faults', fault);
/** The error that Node's own client reports when a connection breaks. */
const failure = (call: Promise<unknown>) => call.then(() => 'answered', (error) => error.cause?.code ?? error.cause?.message ?? error.name);

/** Waits, without a clock, until a request is under way. */
async function arrived(): Promise<void> {
  while (bench.emulator.requests().every(({ status }) => status !== null)) await bench.control('GET', '/health');
}

test('a status is answered without doing the work', async () => {
  expect((await arm({ status: 503, headers: { 'Retry-After': '7' } })).status).toBe(201);
  const answer = await create();
  expect([answer.status, answer.headers.get('retry-after'), answer.json]).toEqual([503, '7', { message: 'Service Unavailable' }]);
  expect(bench.emulator.requests()).toEqual([expect.objectContaining({ status: 503, body: BODY })]);
  expect(await names()).toEqual([]);
});

test.each([
  ['HTML', { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Gateway</h1>' }, '<h1>Bad Gateway</h1>', 502],
  ['nothing', { status: 500, body: '' }, '', 500],
  ['JSON', { status: 429, body: { detail: 'slow down' } }, '{"detail":"slow down"}', 429],
  ['no JSON in a success that was carried out', { body: 'oops' }, 'oops', 201],
])('the body may be %s', async (_what, fault, text, status) => {
  await arm(fault);
  expect(await create()).toMatchObject({ status, text });
  expect(await names()).toEqual(status === 201 ? ['edge'] : []);
});

test('a change alters fields of the answer, in every entry of a list too, and leaves the work alone', async () => {
  await arm({ method: 'POST', change: { endpoint: null, name: 7, note: { of: 'mine' }, ['__proto__']: 'kept' } });
  const made = (await create()).json;
  expect([made.endpoint, made.name, made.note, Object.keys(made).includes('__proto__')]).toEqual([undefined, 7, { of: 'mine' }, true]);
  expect(await names()).toEqual(['edge']);
  await arm({ change: { items: { name: null, tags: ['x'] }, links: { next: '/v1/integrations?page=1' }, total: 5000 } });
  const { json } = await bench.api('GET', '/integrations');
  expect(json).toMatchObject({ items: [{ id: made.id, tags: ['x'], output_format: 'f5' }], links: { next: '/v1/integrations?page=1', prev: null }, total: 5000 });
  expect(json.items[0]).not.toHaveProperty('name');
});

test.each([
  ['the body that a fault gives', { body: { message: 'no', detail: 'd' }, change: { detail: null } }, '{"message":"no"}'],
  ['no body that is not JSON', { body: '<p>', change: { detail: null } }, '<p>'],
])('a change alters %s', async (_what, fault, text) => {
  await arm({ status: 500, ...fault });
  expect(await bench.api('GET', '/info')).toMatchObject({ status: 500, text });
});

test('a change that is no object is refused', async () => {
  expect(await arm({ change: ['name'] })).toMatchObject({ status: 400, json: { message: expect.stringContaining('give an object of the fields to change') } });
});

test('a 204 and a HEAD go without a body', async () => {
  await arm({ status: 204, times: 1 });
  expect(await bench.api('GET', '/info')).toMatchObject({ status: 204, text: '' });
  await arm({ status: 500 });
  expect(await bench.api('HEAD', '/integrations/000000000000000000000000/content')).toMatchObject({ status: 500, text: '' });
});

test('the first that matches is used up, as often as it says', async () => {
  await arm({ method: 'POST', status: 500 });
  await arm({ path: '/integrations$', status: 503, times: 2 });
  await arm({ method: 'get', status: 418 });
  const statuses = [];
  for (const path of ['/integrations', '/info', '/integrations', '/integrations']) statuses.push((await bench.api('GET', path)).status);
  expect(statuses).toEqual([503, 418, 503, 200]);
  expect((await create()).status).toBe(500);
});

test('a body larger than any that the API takes is 413, and is not kept', async () => {
  expect((await bench.api('POST', '/integrations', { body: { name: 'x'.repeat(2 ** 21) } })).status).toBe(413);
  const [{ status, body }] = bench.emulator.requests();
  expect([status, body]).toEqual([413, undefined]);
});

test('control calls are never met, and faults can be disarmed', async () => {
  await arm({ status: 500, times: 100 });
  expect((await bench.control('GET', '/health')).status).toBe(200);
  expect((await bench.control('DELETE', '/faults')).status).toBe(204);
  expect((await bench.api('GET', '/info')).status).toBe(200);
});

describe('connection', () => {
  test('reset-before: broken off, nothing done', async () => {
    await arm({ connection: 'reset-before' });
    expect(await failure(create())).toBe('ECONNRESET');
    expect(bench.emulator.requests()).toEqual([expect.objectContaining({ method: 'POST', status: null, body: BODY })]);
    expect(await names()).toEqual([]);
  });

  test('reset-after: broken off, all done', async () => {
    await arm({ connection: 'reset-after' });
    expect(await failure(create())).toBe('ECONNRESET');
    expect(bench.emulator.requests()[0].status).toBeNull();
    expect(await names()).toEqual(['edge']);
  });

  test('reset-after with a status: an error answered, all done', async () => {
    await arm({ status: 500, connection: 'reset-after' });
    const answer = await create();
    expect([answer.status, answer.json]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(await names()).toEqual(['edge']);
  });

  test('truncate: half of the answer, all done', async () => {
    await arm({ connection: 'truncate' });
    expect(await failure(create())).not.toBe('answered');
    expect(await names()).toEqual(['edge']);
  });

  test('endless: all done, and the body goes on for as long as it is read', async () => {
    await arm({ connection: 'endless' });
    const answer = await fetch(`${bench.emulator.url}/integrations`, {
      method: 'POST', headers: { 'x-api-key': bench.emulator.apiKey, 'content-type': 'application/json' }, body: JSON.stringify(BODY),
    });
    const reader = answer.body!.getReader();
    let size = 0;
    while (size < 10_000_000) size += (await reader.read()).value!.length;
    await reader.cancel();
    expect([answer.status, answer.headers.get('content-length')]).toEqual([201, null]);
    expect(await names()).toEqual(['edge']);
  });

  test('reset-before with a delay: the client waits, and nothing is ever done', async () => {
    await arm({ connection: 'reset-before', delayMs: 600_000 });
    const patience = new AbortController();
    const late = failure(bench.api('POST', '/integrations', { body: BODY, signal: patience.signal }));
    await arrived();
    expect(await names()).toEqual([]);
    patience.abort();
    expect(await late).toBe('AbortError');
    expect(await names()).toEqual([]);
  });

  test('hold: nothing is done before the release', async () => {
    await arm({ connection: 'hold' });
    const held = create();
    await arrived();
    expect(await names()).toEqual([]);
    expect((await bench.control('POST', '/release')).status).toBe(204);
    expect((await held).status).toBe(201);
    expect(await names()).toEqual(['edge']);
  });

  test('hold: the work is done although the client gave up', async () => {
    await arm({ connection: 'hold' });
    const patience = new AbortController();
    const held = failure(bench.api('POST', '/integrations', { body: BODY, signal: patience.signal }));
    await arrived();
    patience.abort();
    await held;
    expect(await names()).toEqual([]);
    await bench.control('POST', '/release');
    while (!(await names()).length) await bench.control('GET', '/health');
    expect(bench.emulator.requests()[0].status).toBeNull();
  });

  test('hold-after: all is done, and the answer comes after the release', async () => {
    await arm({ method: 'POST', connection: 'hold-after' });
    const held = create();
    while (!(await names()).length) await bench.control('GET', '/health');
    expect(bench.emulator.requests().find(({ method }) => method === 'POST')!.status).toBeNull();
    await bench.control('POST', '/release');
    expect((await held).status).toBe(201);
    expect(await names()).toEqual(['edge']);
  });

  test('hold: a reset breaks off', async () => {
    await arm({ connection: 'hold' });
    const held = failure(create());
    await arrived();
    bench.emulator.reset();
    expect(await held).toBe('ECONNRESET');
  });
});

test('a late answer is to work that was done at once', async () => {
  await arm({ delayMs: 600_000 });
  const patience = new AbortController();
  const late = failure(bench.api('POST', '/integrations', { body: BODY, signal: patience.signal }));
  await arrived();
  while (!(await names()).length) await bench.control('GET', '/health');
  patience.abort();
  await late;
  expect(bench.emulator.requests()[0].status).toBeNull();
});

test('the set latency delays every answer of the API', async () => {
  bench.emulator.settings({ latencyMs: 600_000 });
  const patience = new AbortController();
  const late = failure(bench.api('GET', '/info', { signal: patience.signal }));
  await arrived();
  expect((await bench.control('GET', '/health')).status).toBe(200);
  patience.abort();
  expect(await late).toBe('AbortError');
});

describe('by chance', () => {
  const PATHS = ['/info', '/integrations', '/vendors', '/cves'];
  const TIMES = 50;

  /** The statuses of each path, asked for in an order, after the faults were armed anew. */
  async function met(order: readonly string[], seed?: number): Promise<{ [path: string]: number[] }> {
    bench.emulator.reset();
    if (seed !== undefined) await bench.control('POST', '/reset', { seed });
    await arm({ probability: 0.2, status: 503 });
    await arm({ probability: 0.2, status: 429 });
    const statuses: { [path: string]: number[] } = {};
    for (const path of order) (statuses[path] ??= []).push((await bench.api('GET', path)).status);
    return statuses;
  }

  const rounds = Array.from({ length: TIMES }, () => PATHS).flat();

  test('it meets a share of the requests, whatever the order in which the paths come', async () => {
    const first = await met(rounds);
    expect(await met([...rounds].sort())).toEqual(first);
    expect(await met(rounds, 2)).not.toEqual(first);
    const all = Object.values(first).flat();
    const share = (status: number) => all.filter((each) => each === status).length / all.length;
    // Five standard deviations of a fair draw.
    expect(Math.abs(share(503) - 0.2)).toBeLessThan(0.14);
    expect(Math.abs(share(429) - 0.8 * 0.2)).toBeLessThan(0.14);
    expect(new Set(Object.values(first).map(String)).size).toBe(PATHS.length);
  });

  test('it ends after so many requests, if that is asked for', async () => {
    await arm({ probability: 0.5, times: 3, status: 503 });
    const statuses: number[] = [];
    for (let n = 0; n < 60; n++) statuses.push((await bench.api('GET', '/info')).status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(3);
  });
});

test('with a rate, what is above it within a second is 429 with a wait, and not carried out', async () => {
  bench.emulator.settings({ requestsPerSecond: 2 });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => bench.api('POST', '/integrations', { body: { ...BODY, name: `edge-${n}` } })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0].headers.get('retry-after')).toBe('1');
  bench.emulator.settings({ requestsPerSecond: null });
  expect(await names()).toHaveLength(12 - refused.length);
  bench.emulator.settings({ requestsPerSecond: 2 });
  while ((await bench.api('GET', '/info')).status === 429) await bench.control('GET', '/health');
});

test.each([
  [{ path: '(' }, '"path" of the fault is "("; give a regular expression'],
  [{ times: 0 }, '"times" of the fault is 0; give a whole number, 1 or more'],
  [{ probability: 0 }, '"probability" of the fault is 0; give a number above 0, 1 at most'],
  [{ status: 99 }, 'give a status from 200 to 599'],
  [{ connection: 'cut' }, 'give one of reset-before, reset-after, truncate, endless, hold, hold-after'],
  [{ headers: { a: 1 } }, 'give an object of header names and texts'],
  [{ headers: { 'a b': '1' } }, 'give an object of header names and texts'],
  [{ headers: { a: '1\n2' } }, 'give an object of header names and texts'],
  [{ delayMs: 2 ** 31 }, 'give a number of milliseconds, 0 to 2147483647'],
  [{ latency: 5 }, '"latency" is no field of the fault; there are method, path'],
  [[], 'the fault must be a JSON object; given was []'],
])('refuses %j', async (fault, message) => {
  const answer = await arm(fault);
  expect([answer.status, answer.json.message]).toEqual([400, expect.stringContaining(message)]);
});
