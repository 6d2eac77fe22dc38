import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cli, RunningCommand } from './support';
import { inTemporaryFolder } from '../plugin/support';

describe('cdktf-crowdsec emulator', () => {
  const folder = inTemporaryFolder();
  const running: RunningCommand[] = [];

  function start(...args: string[]): RunningCommand {
    const command = new RunningCommand(['emulator', ...args]);
    running.push(command);
    return command;
  }

  afterEach(async () => {
    for (const command of running.splice(0)) await command.end('SIGKILL');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('says where it listens in one line of JSON, and ends well on %s', async (signal) => {
    const command = start('--json');
    const line = await command.firstLine();
    const { url, controlUrl } = JSON.parse(line) as { url: string; controlUrl: string };
    const port = new URL(url).port;
    expect(line).toBe(`{"url":"http://127.0.0.1:${port}/v1","controlUrl":"http://127.0.0.1:${port}/_emulator","apiKey":"emulator-key"}`);
    const health = await fetch(`${controlUrl}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect(await command.end(signal)).toBe(0);
    await expect(fetch(`${controlUrl}/health`)).rejects.toThrow('fetch failed');
  });

  test.each([['0.0.0.0', true], ['127.0.0.1', false], ['localhost', false], [undefined, false]])('on --host %s says that it is open to others: %s', async (host, warns) => {
    const command = start('--json', ...(host === undefined ? [] : ['--host', host]));
    const { controlUrl } = JSON.parse(await command.firstLine()) as { controlUrl: string };
    expect((await fetch(`${controlUrl}/health`)).status).toBe(200);
    await command.end('SIGTERM');
    expect(command.stderr).toEqual(warns ? expect.stringContaining(`listens on ${host}, beyond loopback`) : '');
  });

  test('takes the key that it is given', async () => {
    const { url } = JSON.parse(await start('--json', '--api-key', 'another-key').firstLine()) as { url: string };
    const statuses = await Promise.all(['another-key', 'emulator-key'].map(async (key) =>
      (await fetch(`${url}/info`, { headers: { 'x-api-key': key } })).status));
    expect(statuses[0]).toBe(200);
    expect(statuses[1]).not.toBe(200);
  });

  test('keeps what exists in the file of --state', async () => {
    const state = join(folder.path, 'state.json');
    const headers = { 'x-api-key': 'emulator-key', 'content-type': 'application/json' };
    const first = start('--json', '--state', state);
    const { url } = JSON.parse(await first.firstLine()) as { url: string };
    const body = JSON.stringify({ name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' });
    expect((await fetch(`${url}/integrations`, { method: 'POST', headers, body })).status).toBe(201);
    expect(await first.end('SIGTERM')).toBe(0);
    expect(existsSync(state)).toBe(true);
    const again = JSON.parse(await start('--json', '--state', state).firstLine()) as { url: string };
    const list = await (await fetch(`${again.url}/integrations`, { headers })).json() as { items: { name: string }[] };
    expect(list.items.map(({ name }) => name)).toEqual(['edge']);
  });

  test('says where its page is, with --ui', async () => {
    const { uiUrl, controlUrl } = JSON.parse(await start('--json', '--ui').firstLine()) as { uiUrl: string; controlUrl: string };
    expect(uiUrl).toBe(`${controlUrl}/ui`);
    const page = await fetch(uiUrl);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  test('refuses --ui where the page could not be reached', async () => {
    const { code, stdout, stderr } = await cli(['emulator', '--ui', '--host', '192.0.2.1']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe('the emulator cannot start: the page answers on loopback only, where an emulator on "192.0.2.1" is not; leave out host or ui\n');
  });

  test('greets a person with the variables to set', async () => {
    const command = start();
    expect(await command.firstLine()).toBe('Emulator of the CrowdSec Service API');
  });

  test('names a port that is taken', async () => {
    const { url } = JSON.parse(await start('--json').firstLine()) as { url: string };
    const { port } = new URL(url);
    const { code, stdout, stderr } = await cli(['emulator', '--json', '--port', port]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`something else listens on port ${port}; choose another --port`);
  });

  test('names an address that is not this machine\'s', async () => {
    const { code, stderr } = await cli(['emulator', '--host', '192.0.2.1']);
    expect(code).toBe(1);
    expect(stderr).toContain('"192.0.2.1" is no address of this machine');
  });
});
