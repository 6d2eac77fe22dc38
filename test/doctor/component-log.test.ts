import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BouncerComponent } from '../../src/bouncers';
import { CheckResult, Examination } from '../../src/doctor';
import { examineComponent } from '../../src/doctor/component';
import { examineLog } from '../../src/doctor/log';
import { temporaryFolder } from '../support/terraform';

const NOW = new Date('2026-06-01T12:00:00Z');
const SECRET = 'c5cb6e95a1c93839b1c31a85dcb06784';

let folder: string;
beforeEach(() => { folder = temporaryFolder('log'); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is found in a log; no line of it may be shown. */
async function examine(...lines: string[]): Promise<CheckResult[]> {
  const file = join(folder, 'a.log');
  writeFileSync(file, lines.map((line) => `${line} ${SECRET}\n`).join(''));
  const examination = new Examination();
  await examineLog(examination, 'component', { file, now: NOW });
  const results = await examination.results();
  expect(JSON.stringify(results)).not.toContain(SECRET);
  return results;
}

test.each<[string, string, RegExp, RegExp]>([
  ['level=error msg="Get \\"http://127.0.0.1:8080/v1\\": dial tcp 127.0.0.1:8080: connect: connection refused"', 'service-log', /nothing listens/, /lapi-tcp/],
  ['auth-api: auth with api key failed return nil response, error: dial tcp 10.0.0.1:8080: i/o timeout', 'service-log', /dropped/, /port/],
  ['level=fatal msg="API error: access forbidden"', 'service-log', /key is refused/, /lapi-key/],
  ['process terminated with error: bouncer stream halted: 401 Unauthorized', 'service-log', /key is refused/, /lapi-key/],
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'service-log', /does not trust/, /Amazon Root CA 1/],
  ['[Crowdsec] http code 429', 'service-log', /more often than the plan/, /interval/],
  ['config does not contain LAPI key or certificate', 'service-log', /key is missing/, /config-key/],
  ['unable to create nftables: operation not permitted', 'bouncer-permission', /may not do its work/, /CAP_NET_ADMIN/],
  ['iptables: Permission denied (you must be root)', 'bouncer-permission', /may not do its work/, /CAP_NET_ADMIN/],
])('%s', async (line, id, meaning, remedy) => {
  expect(await examine('all is well', line, line)).toEqual([{
    id, group: 'component', subject: join(folder, 'a.log'), status: 'warn', detail: expect.stringMatching(meaning), remedy: expect.stringMatching(remedy),
  }]);
});

test('a log without trouble, and with what only looks like it', async () => {
  expect(await examine('level=info msg="Processing new and deleted decisions"', 'failed to send metrics: 404')).toMatchObject([
    { id: 'service-log', status: 'ok', detail: 'its last 2 lines hold no words of trouble' },
  ]);
});

test('only the last lines count, of a log of any length', async () => {
  const before = Array.from({ length: 5000 }, () => 'connection refused');
  expect(await examine(...before, ...Array.from({ length: 200 }, () => 'fine'))).toMatchObject([{ id: 'service-log', status: 'ok' }]);
});

test('of a web server\'s log, only lines about CrowdSec', async () => {
  const [file, log] = [join(folder, 'crowdsec-nginx-bouncer.conf'), join(folder, 'error.log')];
  writeFileSync(file, 'ENABLED=true\nAPI_URL=http://127.0.0.1:8080\nAPI_KEY=k', { mode: 0o600 });
  writeFileSync(log, 'open() "/srv/x" failed (13: Permission denied)\n[lua] [Crowdsec] failed to query: connection refused\n');
  const examination = new Examination();
  await examineComponent(examination, { file, log });
  const found = (await examination.results()).filter(({ subject }) => subject === log);
  expect(found).toMatchObject([{ id: 'service-log', status: 'warn', detail: expect.stringMatching(/^1 of its last .* nothing listens/) }]);
});

test('a log that cannot be read', async () => {
  const examination = new Examination();
  await examineComponent(examination, { file: join(folder, 'x.yaml'), component: BouncerComponent.FIREWALL, log: join(folder, 'none.log') });
  expect((await examination.results()).find(({ id }) => id === 'service-log')).toMatchObject({ status: 'unknown', detail: 'the log cannot be read (ENOENT)' });
});

test.each([
  ['a recent heartbeat', '2026-06-01T11:58:00Z [HEARTBEAT_POLLER] heartbeat sent successfully', 'ok', 'the last heartbeat was 2 minutes ago'],
  ['one that is too old', '2026-06-01 09:00:00Z [HEARTBEAT_POLLER] heartbeat sent successfully', 'warn', 'the last heartbeat was 180 minutes ago'],
  ['none in Charon\'s log', '2026-06-01T11:58:00Z [CROWDSEC_STARTUP] LAPI is up', 'warn', 'its last 1 lines hold no heartbeat'],
])('%s', async (_, line, status, detail) => {
  expect((await examine(line)).find(({ id }) => id === 'heartbeat')).toMatchObject({ status, detail });
});
