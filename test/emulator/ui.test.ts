import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Bench } from './client';
import { startEmulator } from '../../src/emulator';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start({ ui: true });
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

const HOSTILE_NAME = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202E';

interface Page {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** A request that may say anything of itself: `fetch` would not let it. */
async function send(method: string, path: string, headers: { readonly [name: string]: string } = {}, body?: string): Promise<Page> {
  const { uiUrl } = bench.emulator;
  const asked = request(`${uiUrl}${path}`, { method, headers });
  asked.end(body);
  const [answer] = await once(asked, 'response') as [IncomingMessage];
  return { status: answer.statusCode!, headers: answer.headers, text: await text(answer) };
}

const look = async (path = '') => (await send('GET', path)).text;

/** Sends a form, as the page does. */
function submit(path: string, fields: { readonly [name: string]: string }, headers: { readonly [name: string]: string } = {}): Promise<Page> {
  return send('POST', path, {
    'content-type': 'application/x-www-form-urlencoded', 'origin': new URL(bench.emulator.url).origin, 'sec-fetch-site': 'same-origin', ...headers,
  }, new URLSearchParams(fields).toString());
}

test('is there only where it was asked for', async () => {
  const plain = await startEmulator();
  expect(plain).not.toHaveProperty('uiUrl');
  expect((await fetch(`${plain.controlUrl}/ui`)).status).toBe(404);
  await plain.close();
  expect(bench.emulator.uiUrl).toBe(`${bench.emulator.controlUrl}/ui`);
  expect((await fetch(bench.emulator.uiUrl!)).status).toBe(200);
});

test('does not start where only other machines could reach it', async () => {
  await expect(startEmulator({ ui: true, host: '192.0.2.1' })).rejects.toThrow('the page answers on loopback only, where an emulator on "192.0.2.1" is not; leave out host or ui');
});

describe('looking', () => {
  test('is no pull, changes nothing, and is in no journal', async () => {
    const edge = await bench.create('edge');
    await bench.subscribeToBlocklist(edge, 100, 5000);
    const [before, asked] = [bench.emulator.snapshot(), bench.emulator.requests()];
    expect(await look()).toContain('never pulled');
    expect(await look(`/integrations/${edge.id}`)).toContain('What a device would receive');
    expect([bench.emulator.snapshot(), bench.emulator.requests()]).toEqual([before, asked]);
  });

  test('uses no fault up, and none stands in its way', async () => {
    bench.emulator.addFault({ status: 500 });
    expect(await look()).toContain('{&quot;status&quot;:500}');
    expect((await bench.api('GET', '/info')).status).toBe(500);
  });

  test('shows the integrations, what they bring, and only those of a name', async () => {
    await bench.create('edge', 'f5', { pull_limit: 10 });
    await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    await bench.create('lab');
    const page = await look();
    expect(page).toMatch(/>edge<\/a>.*f5.*>10<.*of 10<.*1 vendor.*never.*>lab<\/a>/s);
    expect(await look('?name=LA')).toMatch(/^(?!.*>edge<\/a>).*>lab<\/a>/s);
  });

  test('shows the beginning of its list in every format, its own first', async () => {
    const { id } = await bench.create('edge', 'mikrotik');
    await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    const page = await look(`/integrations/${id}`);
    const formats = [...page.matchAll(/<h3 id="format-(\w+)">/g)].map(([, format]) => format);
    expect(formats).toEqual(['mikrotik', 'plain_text', 'f5', 'checkpoint', 'remediation_component']);
    const lines = (await bench.api('GET', `/integrations/${id}/content`)).text.split('\n').slice(0, 5);
    expect(page).toContain(lines.join('\n').replaceAll('"', '&quot;'));
    expect(page).toContain(',32,BL,crowdsec-edge\n');
    expect(page).toContain('&quot;scenario&quot;: &quot;crowdsec-service-api&quot;');
  });

  test('says that an integration is gone', async () => {
    expect(await send('GET', '/integrations/0123456789abcdef01234567')).toMatchObject({
      status: 404, text: expect.stringContaining('There is no such integration, or not any more.'),
    });
  });
});

test('names, keys, paths and bodies that mean harm are shown as text', async () => {
  const { id } = await bench.create(HOSTILE_NAME, 'f5', { description: HOSTILE_NAME });
  await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: HOSTILE_NAME } });
  await bench.api('GET', `/vendors/${encodeURIComponent(HOSTILE_NAME)}?query=${encodeURIComponent(HOSTILE_NAME)}`);
  bench.emulator.addFault({ path: '<script>alert(3)</script>' });
  for (const path of ['', `/integrations/${id}`, `?name=${encodeURIComponent(HOSTILE_NAME)}`]) {
    const page = await look(path);
    expect(page).not.toMatch(/<img|<script>alert|\u202E/);
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).toContain('&lt;script&gt;alert(2)&lt;/script&gt;\\u202e');
  }
});

test('runs its own script and style alone, asks nobody else, and stands in no frame', async () => {
  const { headers, text: page } = await send('GET', '');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1].replaceAll('&#39;', '\'');
  const allowed = policy!.split('; ').map((each) => each.replace(/sha256-[^']+/, 'hash'));
  expect(allowed).toEqual([
    'default-src \'none\'', 'base-uri \'none\'', 'img-src data:', 'style-src \'hash\'', 'script-src \'hash\'', 'connect-src \'self\'', 'form-action \'self\'',
  ]);
  expect(headers).toMatchObject({ 'content-security-policy': 'frame-ancestors \'none\'', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
});

describe('other sites are refused', () => {
  test.each(['evil.example', 'evil.example:8787', 'localhost.evil.example', '127.0.0.1.evil.example', '192.0.2.1', '[2001:db8::1]:80', '127.0.0.1@evil.example'])(
    'reading by the name %s', async (host) => {
      expect(await send('GET', '', { host })).toMatchObject({ status: 403, text: 'This page answers only to 127.0.0.1, localhost and [::1].' });
    });

  test.each(['localhost', 'LOCALHOST:8787', '127.0.0.1:1', '127.9.9.9', '[::1]:8787'])('but not by %s', async (host) => {
    expect((await send('GET', '', { host })).status).toBe(200);
  });

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { 'origin': 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['a page without origin', { origin: 'null' }],
    ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
    ['a name of its own for this machine', { origin: 'http://evil.example', host: 'evil.example' }],
  ])('changing from %s', async (_what, headers) => {
    const { status } = await submit('/faults', { preset: 'error' }, headers as { [name: string]: string });
    expect(status).toBe(403);
    expect((await bench.api('GET', '/info')).status).toBe(200);
  });

  test('changing without saying from where', async () => {
    const { status } = await send('POST', '/clock', { 'content-type': 'application/x-www-form-urlencoded' }, 'advance=3600');
    expect([status, Math.abs(bench.emulator.now().getTime() - Date.now()) < 60_000]).toEqual([403, true]);
  });
});

describe('forms', () => {
  test.each([
    ['unauthorized', {}, { status: 401 }],
    ['too-many', { seconds: '7' }, { status: 429, headers: { 'Retry-After': '7' } }],
    ['error', { method: 'POST', path: '/info$', times: '3' }, { status: 500, method: 'POST', path: '/info$', times: 3 }],
    ['reset-before', {}, { connection: 'reset-before' }],
    ['reset-after', {}, { connection: 'reset-after' }],
    ['hold', { method: 'any', path: ' ' }, { connection: 'hold' }],
    ['slow', { seconds: '0.5' }, { delayMs: 500 }],
  ])('arm %s', async (preset, fields, fault) => {
    expect(await submit('/faults', { preset, ...fields })).toMatchObject({ status: 303, headers: { location: '/_emulator/ui' } });
    const shown = JSON.parse(/<li><code>(.*?)<\/code>/.exec(await look())![1].replaceAll('&quot;', '"'));
    expect(shown).toEqual(fault);
    await submit('/faults/clear', {});
    expect(await look()).toContain('No fault is armed.');
  });

  test('release what is held', async () => {
    await submit('/faults', { preset: 'hold' });
    const answered = bench.api('GET', '/info');
    while (!(await look()).includes('Release 1 request')) await bench.control('GET', '/health');
    await submit('/release', {});
    expect((await answered).status).toBe(200);
    expect(await look()).not.toContain('Release');
  });

  test('change every setting, and show it', async () => {
    await submit('/settings', {
      plan: 'enterprise', contentLagSeconds: '2', latencyMs: '', requestsPerSecond: '50', integrationQuota: '', renameDropsSubscriptions: 'on',
    });
    expect(bench.emulator.settings()).toEqual({
      plan: 'enterprise',
      contentLagSeconds: 2,
      latencyMs: 0,
      requestsPerSecond: 50,
      integrationQuota: null,
      enforcePullWindow: false,
      renameDropsSubscriptions: true,
    });
    const page = await look();
    expect(page).toMatch(/<option value="enterprise" selected>.*name="contentLagSeconds"[^>]*value="2".*name="renameDropsSubscriptions" checked/s);
  });

  test('move the clock, and set it back', async () => {
    await submit('/clock', { advance: '86400' });
    expect(bench.emulator.now().getTime() - Date.now()).toBeGreaterThan(86_000_000);
    await submit('/clock', { advance: 'real' });
    expect(Math.abs(bench.emulator.now().getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('empty the journal', async () => {
    await bench.api('GET', '/info');
    await submit('/requests/clear', {});
    expect(bench.emulator.requests()).toEqual([]);
  });

  test.each([
    ['/faults', { preset: 'toString' }, 'choose a fault: unauthorized'],
    ['/faults', { preset: 'error', times: 'many' }, '"times" of the fault is "many"; give a whole number, 1 or more'],
    ['/faults', { preset: 'error', path: '(' }, '"path" of the fault is "("; give a regular expression'],
    ['/faults', { preset: 'slow', seconds: 'long' }, '"delayMs" of the fault is "long"; give a number of milliseconds'],
    ['/settings', { plan: 'free' }, '"plan" of the settings is "free"; give one of community, enterprise'],
    ['/clock', { advance: 'soon' }, 'the clock takes a number of seconds'],
    ['/clock', {}, 'the clock takes a number of seconds'],
  ])('that cannot be understood are refused, and change nothing: %s %j', async (path, fields, message) => {
    const { text: answer, status } = await submit(path, fields as { [name: string]: string });
    expect([status, answer]).toEqual([400, expect.stringContaining(message.replaceAll('"', '&quot;'))]);
    expect(await look()).toMatch(/No fault is armed.*<option value="community" selected>/s);
  });

  test('take forms only', async () => {
    expect((await submit('/faults', { preset: 'error' }, { 'content-type': 'text/plain' })).status).toBe(415);
  });
});
