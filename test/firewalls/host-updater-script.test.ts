import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { HostSetKind, HostUpdater, Integration, OutputFormat } from '../../src';
import { basic } from '../support/credentials';
import { Service } from '../support/service';
import { Deployment, UpdaterHost } from '../support/updater-host';

const DAY = 86_400;
/** More entries than the smallest page has. */
const TWO_PAGES = 'a9ea136edcfa6a3169e4b97e';
const SMALL = '1556660c476c4799aeb22032';

let service: Service;
let deployment: Deployment;
let files: { readonly [path: string]: string };
let hosts: UpdaterHost[] = [];

beforeAll(async () => {
  service = await Service.start();
  deployment = new Deployment(service, (stack) => {
    const integration = (id: string) => new Integration(stack, `${id}-list`, { outputFormat: OutputFormat.PLAIN_TEXT, name: id });
    return [
      new HostUpdater(stack, 'nft', { integration: integration('nft') }),
      new HostUpdater(stack, 'ipset', { integration: integration('ipset'), setKind: HostSetKind.IPSET }),
      new HostUpdater(stack, 'lenient', { integration: integration('lenient'), allowEmpty: true }),
    ];
  });
  files = await deployment.apply();
  for (const name of ['nft', 'ipset', 'lenient']) await subscribe(name, SMALL);
});
beforeEach(async () => {
  await service.control('DELETE', '/faults');
  await service.settings({ enforcePullWindow: true });
  // Whatever was pulled before, all windows are open.
  await service.control('PUT', '/clock', { advanceSeconds: DAY });
  await service.forget();
});
afterEach(() => {
  hosts.forEach((one) => one.end());
  hosts = [];
});
afterAll(async () => {
  await deployment?.end();
  await service?.end();
});

function host(name = 'nft'): UpdaterHost {
  const made = new UpdaterHost(`crowdsec-${name}`, files);
  hosts.push(made);
  return made;
}

async function subscribe(name: string, blocklist: string): Promise<void> {
  const { id } = await service.integration(name);
  await service.api('POST', `/blocklists/${blocklist}/subscribers`, { ids: [id], entity_type: 'firewall_integration' });
}

async function unsubscribe(name: string, blocklist: string): Promise<void> {
  const { id } = await service.integration(name);
  await service.api('DELETE', `/blocklists/${blocklist}/subscribers/${id}`);
}

/** What the service serves an integration, asked with the organisation's key, of which it takes no note here. */
async function served(name: string): Promise<string[]> {
  await service.settings({ enforcePullWindow: false });
  const { id } = await service.integration(name);
  const text = await service.api<string>('GET', `/integrations/${id}/content`);
  await service.settings({ enforcePullWindow: true });
  await service.control('PUT', '/clock', { advanceSeconds: DAY });
  await service.forget();
  return text.split('\n').filter((line) => line !== '').sort();
}

/** Requests for content, without the host: `GET 200`. */
async function asked(): Promise<string[]> {
  return (await service.journal()).filter(({ path }) => path.endsWith('/content'))
    .map(({ method, query, status }) => `${method}${query.page === undefined ? '' : ` page ${query.page}`} ${status}`);
}

/** A day later, for the host and for the service. */
async function nextDay(on: UpdaterHost): Promise<void> {
  on.age(DAY);
  await service.control('PUT', '/clock', { advanceSeconds: DAY });
  await service.forget();
}

function elements(load: string, set: string): string[] {
  const listed = [...load.matchAll(new RegExp(`^add element inet \\S+ ${set} \\{ (.*) \\}$`, 'gm'))];
  return listed.flatMap(([, text]) => text.split(', ')).sort();
}

describe('a pull', () => {
  test('fills the sets in one transaction, after the rules are in place', async () => {
    const expected = await served('nft');
    const nft = host();
    const { code, output } = await nft.run();
    expect([code, output]).toEqual([0, `crowdsec-nft-updater: loaded ${expected.length} entries\n`]);
    const [empty, full] = nft.loads();
    expect(elements(empty, 'crowdsec-nft-v4')).toEqual([]);
    expect(empty).toContain('add rule inet crowdsec-nft crowdsec-nft-input ip saddr @crowdsec-nft-v4 counter name dropped drop\n');
    expect(full.startsWith(empty)).toBe(true);
    expect([...elements(full, 'crowdsec-nft-v4'), ...elements(full, 'crowdsec-nft-v6')].sort()).toEqual(expected);
    expect(elements(full, 'crowdsec-nft-v6').every((entry) => entry.includes(':'))).toBe(true);
    expect(nft.list().sort()).toEqual(expected);
    expect(await asked()).toEqual(['HEAD 200', 'GET 200']);
  });

  test('is not repeated before its time, whatever starts the script', async () => {
    const nft = host();
    await nft.run();
    await service.forget();
    for (const again of [1, 2]) expect([again, await nft.run()]).toMatchObject([again, { code: 0, output: '' }]);
    expect([await asked(), nft.loads().length]).toEqual([[], 2]);
  });

  test('of the same list loads nothing', async () => {
    const nft = host();
    await nft.run();
    await nextDay(nft);
    expect((await nft.run()).output).toMatch(/^crowdsec-nft-updater: nothing changed: \d+ entries\n$/);
    expect([await asked(), nft.loads().length]).toEqual([['HEAD 200', 'GET 200'], 2]);
  });

  test('of another list takes out what is gone', async () => {
    const nft = host();
    await nft.run();
    await subscribe('nft', '2507fd85ab12012464da2885');
    await unsubscribe('nft', SMALL);
    const expected = await served('nft');
    await nextDay(nft);
    const { code } = await nft.run();
    await subscribe('nft', SMALL);
    await unsubscribe('nft', '2507fd85ab12012464da2885');
    expect(code).toBe(0);
    expect(nft.list().sort()).toEqual(expected);
    expect(nft.loads()[2]).toContain('flush set inet crowdsec-nft crowdsec-nft-v4\n');
  });

  test('with ipset fills sets beside those in force and swaps them; the rules are added once', async () => {
    const expected = await served('ipset');
    const ipset = host('ipset');
    expect((await ipset.run()).code).toBe(0);
    await nextDay(ipset);
    ipset.reboot();
    expect((await ipset.run()).code).toBe(0);
    const full = ipset.loads()[1];
    expect([...full.matchAll(/^add crowdsec-ipset-v[46]-new (.*)$/gm)].map(([, entry]) => entry).sort()).toEqual(expected);
    expect(full).toMatch(/\nswap crowdsec-ipset-v4 crowdsec-ipset-v4-new\nswap \S+v6 \S+v6-new\ndestroy crowdsec-ipset-v4-new\ndestroy \S+v6-new\n$/);
    expect(ipset.recorded('rules').split('\n').sort()).toEqual(['',
      'ip6tables -w -I FORWARD ! -i lo -m set --match-set crowdsec-ipset-v6 src -j DROP',
      'ip6tables -w -I INPUT ! -i lo -m set --match-set crowdsec-ipset-v6 src -j DROP',
      'iptables -w -I FORWARD ! -i lo -m set --match-set crowdsec-ipset-v4 src -j DROP',
      'iptables -w -I INPUT ! -i lo -m set --match-set crowdsec-ipset-v4 src -j DROP']);
  });

  test('shows no secret: not in its output, not in an argument', async () => {
    const nft = host();
    const [, username, password] = /^default login (\S+) password (\S+)\n$/.exec(nft.netrc())!;
    const ok = await nft.run();
    await nextDay(nft);
    await service.fault({ path: '/content$', status: 401, times: 2 });
    const refused = await nft.run();
    const seen = [ok.output, refused.output, nft.recorded('curls'), nft.recorded('calls')].join('\n');
    expect(nft.recorded('curls').split('\n').length).toBeGreaterThan(3);
    expect([seen.includes(username), seen.includes(password)]).toEqual([false, false]);
  });
});

describe('a start of the host', () => {
  test('loads the kept list without asking anybody', async () => {
    const nft = host();
    await nft.run();
    await service.forget();
    nft.reboot();
    expect(await nft.run('load')).toMatchObject({ code: 0, output: '' });
    const [, pulled, atBoot] = nft.loads();
    expect([atBoot === pulled, await asked()]).toEqual([true, []]);
    expect((await nft.run()).code).toBe(0);
    expect([nft.loads().length, await asked()]).toEqual([3, []]);
  });

  test('with other rules loads them, with the kept list', async () => {
    const nft = host();
    await nft.run();
    writeFileSync(join(nft.config, 'sets'), `${readFileSync(join(nft.config, 'sets'), 'utf8')}add counter inet crowdsec-nft mine\n`);
    await nft.run('load');
    expect(nft.loads()[2]).toMatch(/add counter inet crowdsec-nft mine\n[^]*add element/);
  });
});

describe('an empty blocklist', () => {
  afterEach(() => Promise.all(['nft', 'lenient'].map((name) => subscribe(name, SMALL))));

  test('costs no pull and leaves the last good list in force', async () => {
    const nft = host();
    await nft.run();
    const before = nft.list();
    await unsubscribe('nft', SMALL);
    await nextDay(nft);
    const { code, output } = await nft.run();
    expect([code, output]).toEqual([1, expect.stringMatching(/the blocklist is empty: the integration has no subscriptions.*stays in force\n$/)]);
    expect([await asked(), nft.list(), nft.loads().length]).toEqual([['HEAD 204'], before, 2]);
  });

  test('that comes as a 200 without a body is none either', async () => {
    const nft = host();
    await nft.run();
    await nextDay(nft);
    await service.fault({ method: 'GET', path: '/content$', body: '' });
    expect(await nft.run()).toMatchObject({ code: 1, output: expect.stringContaining('the blocklist is empty') });
    expect(nft.loads().length).toBe(2);
  });

  test('empties the sets where that is allowed', async () => {
    const lenient = host('lenient');
    await lenient.run();
    await unsubscribe('lenient', SMALL);
    await nextDay(lenient);
    expect(await lenient.run()).toMatchObject({ code: 0, output: 'crowdsec-lenient-updater: loaded 0 entries\n' });
    expect(elements(lenient.loads()[2], 'crowdsec-lenient-v4')).toEqual([]);
    expect(await asked()).toEqual(['GET 204']);
  });
});

describe('an answer that is none', () => {
  const HTML = '<!DOCTYPE html>\n<html><body>Sign in to the guest network</body></html>\n';

  test.each<[string, { [name: string]: unknown }, RegExp]>([
    ['a page of HTML', { body: HTML, headers: { 'content-type': 'text/html', 'content-encoding': 'identity' } }, /is no blocklist: 2 of 2 lines are no address or range, the first of them line 1\. Look for a proxy/],
    ['401', { status: 401 }, /refuses the credentials \(401\)\. If they were rotated, deploy again/],
    ['403', { status: 403 }, /does not let these credentials read the blocklist \(403\)/],
    ['404', { status: 404 }, /no such integration \(404\): it was deleted or replaced\. Deploy again/],
    ['429', { status: 429, headers: { 'Retry-After': '7200' } }, /does not allow another pull yet \(429\)\. Each host needs an integration of its own; the next try is in 7200 seconds/],
    ['429 without a time', { status: 429 }, /the next try is in 3600 seconds/],
    ['500', { status: 500 }, /answered 500\. It is tried again in 3600 seconds/],
    ['a redirect', { status: 302, headers: { Location: 'http://127.0.0.1:9/elsewhere' } }, /redirects elsewhere \(302\), which is not followed/],
    ['a cut answer', { connection: 'truncate' }, /the answer did not arrive whole/],
    ['no answer', { connection: 'reset-before' }, /the service was not reached; see what curl said above/],
  ])('%s leaves the last good list in force, says what to do, and is not asked again soon', async (_, fault, message) => {
    const nft = host();
    await nft.run();
    const before = nft.list();
    await nextDay(nft);
    await service.fault({ method: 'GET', path: '/content$', ...fault });
    const { code, output } = await nft.run();
    expect([code, output]).toEqual([1, expect.stringMatching(message)]);
    expect(output).toMatch(/stays in force\n$/);
    expect([nft.list(), nft.loads().length]).toEqual([before, 2]);
    const { length } = await asked();
    expect(await nft.run()).toMatchObject({ code: 1, output: expect.stringMatching(/waits \d+ seconds more, because .+/) });
    expect((await asked()).length).toBe(length);
  });

  test('is asked again after its time, and then all is well', async () => {
    const nft = host();
    await service.fault({ method: 'GET', path: '/content$', status: 503 });
    expect((await nft.run()).code).toBe(1);
    nft.age(3600);
    expect((await nft.run()).code).toBe(0);
    expect(await nft.run()).toMatchObject({ code: 0, output: '' });
  });

  test('is asked again at once with new credentials', async () => {
    const nft = host();
    const good = nft.netrc();
    writeFileSync(join(nft.config, 'netrc'), 'default login x password y\n');
    expect(await nft.run()).toMatchObject({ code: 1, output: expect.stringContaining('(401)') });
    writeFileSync(join(nft.config, 'netrc'), good);
    const later = new Date(Date.now() + 1000);
    utimesSync(join(nft.config, 'netrc'), later, later);
    expect((await nft.run()).code).toBe(0);
  });
});

describe('pages', () => {
  beforeEach(() => subscribe('nft', TWO_PAGES));
  afterEach(() => unsubscribe('nft', TWO_PAGES));

  function paged(pages: number): UpdaterHost {
    const nft = host();
    const [url] = readFileSync(join(nft.config, 'urls'), 'utf8').split('\n');
    writeFileSync(join(nft.config, 'urls'), Array.from({ length: pages }, (_, i) => `${url}?page=${i + 1}&page_size=10000\n`).join(''));
    return nft;
  }

  test('are pulled one after the other, up to the first empty one', async () => {
    const expected = await served('nft');
    const nft = paged(4);
    expect((await nft.run()).code).toBe(0);
    expect(nft.list().sort()).toEqual(expected);
    expect(await asked()).toEqual(['HEAD page 1 200', 'GET page 1 200', 'GET page 2 200', 'GET page 3 204']);
  });

  test('are loaded when all are there; one that failed is pulled again without the others', async () => {
    const nft = paged(2);
    await service.fault({ method: 'GET', path: '/content$', delayMs: 0 });
    await service.fault({ method: 'GET', path: '/content$', status: 500 });
    expect((await nft.run()).code).toBe(1);
    expect([nft.list(), nft.loads().length]).toEqual([[], 1]);
    nft.age(3600);
    await service.forget();
    expect((await nft.run()).code).toBe(0);
    expect([await asked(), nft.list().length]).toEqual([['GET page 2 200'], (await served('nft')).length]);
  });
});

describe('the firewall', () => {
  test('that refuses the list keeps the last, and is given it again without another pull', async () => {
    const nft = host();
    await nft.run('load');
    nft.breakFirewall(true);
    const { code, output } = await nft.run();
    expect([code, output]).toEqual([1, expect.stringMatching(/nft: kernel says no\n.*the new list cannot be loaded; see what the/)]);
    expect(nft.list()).toEqual([]);
    nft.breakFirewall(false);
    nft.age(3600);
    await service.forget();
    expect((await nft.run()).code).toBe(0);
    expect([await asked(), nft.list().length > 0]).toEqual([[], true]);
  });

  test('that is not installed is named', async () => {
    const nft = host();
    nft.program('bare', '#!/bin/sh\nPATH=. exec /bin/sh ./crowdsec-nft-updater\n');
    expect(await nft.tool('bare')).toMatchObject({ code: 1, output: 'crowdsec-nft-updater: there is no program curl on this host; install it\n' });
  });

  test('is not told twice at a time', async () => {
    const nft = host();
    await nft.run('load');
    const holder = spawn('flock', [join(nft.state, 'lock'), 'sh', '-c', 'echo held; cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    expect(await nft.run()).toMatchObject({ code: 0, output: expect.stringContaining('another run is under way') });
    holder.stdin.end();
    await once(holder, 'close');
    expect((await nft.run()).code).toBe(0);
  });
});

describe('against a server that says more of its list', () => {
  /** Serves the next pulls of a host, and answers with the headers of what was asked. */
  async function serving<T>(
    on: UpdaterHost, listener: RequestListener, use: () => Promise<T>,
  ): Promise<{ result: T; headers: IncomingHttpHeaders[] }> {
    const headers: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      if (request.method === 'GET') headers.push(request.headers);
      listener(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      writeFileSync(join(on.config, 'urls'), `http://127.0.0.1:${(server.address() as AddressInfo).port}/content\n`);
      return { result: await use(), headers };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test('asks only whether it changed', async () => {
    const nft = host();
    const listener: RequestListener = (request, response) => {
      if (request.headers['if-none-match']) return response.writeHead(304).end();
      return response.writeHead(200, { 'ETag': 'W/"a b"', 'Last-Modified': 'Fri, 20 Nov 2026 10:00:00 GMT' }).end('192.0.2.1\n');
    };
    const { result, headers } = await serving(nft, listener, async () => {
      const first = await nft.run();
      nft.age(DAY);
      return [first, await nft.run()];
    });
    expect(result).toMatchObject([{ code: 0 }, { code: 0, output: expect.stringContaining('nothing changed: 1 entries') }]);
    expect(headers[1]).toMatchObject({ 'if-none-match': 'W/"a b"', 'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT' });
    const [, username, password] = /login (\S+) password (\S+)/.exec(nft.netrc())!;
    for (const header of headers) expect(header).toMatchObject(basic(username, password));
  });

  test('refuses an uncompressed answer as large as where the service cuts it', async () => {
    const nft = host();
    const { result } = await serving(nft, (_, response) => response.end('192.0.2.1\n'.repeat(500_000)), () => nft.run());
    expect(result).toMatchObject({ code: 1, output: expect.stringMatching(/is as large as where the service cuts it\. .*maxEntries/) });
  });

  test('gives no credentials to a URL that is not https', async () => {
    const nft = host();
    writeFileSync(join(nft.config, 'urls'), 'http://192.0.2.1/content\n');
    expect(await nft.run()).toMatchObject({ code: 1, output: expect.stringContaining('the endpoint is no https URL') });
    expect(nft.recorded('curls')).toBe('');
  });
});
