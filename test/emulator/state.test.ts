import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../src/emulator';
import { cli, RunningCommand } from '../cli/support';
import { Disk } from '../kill/disk';
import { inTemporaryFolder } from '../plugin/support';
import { basic } from '../support/credentials';

/** An emulator as a user starts it, on a state file. */
class Keeper {
  static async on(file: string): Promise<Keeper> {
    const command = new RunningCommand(['emulator', '--json', '--state', file]);
    started.push(command);
    return new Keeper(command, (JSON.parse(await command.firstLine()) as { url: string }).url);
  }

  private constructor(private readonly command: RunningCommand, private readonly url: string) {}

  async ask(method: string, path: string, body?: object, headers: object = { 'x-api-key': 'emulator-key' }): Promise<{ status: number; json: any }> {
    const answer = await fetch(`${this.url}${path}`, {
      method, headers: { ...headers, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, json: text ? JSON.parse(text) : undefined };
  }

  create(name: string, more: object = {}): Promise<{ status: number; json: any }> {
    return this.ask('POST', '/integrations', { name, entity_type: 'firewall_integration', output_format: 'plain_text', ...more });
  }

  async names(): Promise<string[]> {
    return ((await this.ask('GET', '/integrations?size=100')).json.items as { name: string }[]).map(({ name }) => name).sort();
  }

  kill(): Promise<number | string> {
    return this.command.end('SIGKILL');
  }
}

const started: RunningCommand[] = [];
afterEach(async () => {
  for (const command of started.splice(0)) await command.end('SIGKILL');
});

const folder = inTemporaryFolder();
const namesIn = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { integrations: { name: string }[] }).integrations.map(({ name }) => name).sort();

test.each([1, 20])('killed in the middle of a burst, after %i answers: the file is whole, and the next start has what was answered', async (answers) => {
  const file = join(folder.path, 'state.json');
  const before = await Keeper.on(file);
  const created: any[] = [];
  let killed: Promise<unknown> | undefined;
  const writeOn = async (writer: number) => {
    for (let n = 0; !killed; n++) {
      const answer = await before.create(`w${writer}-${n}`).catch(() => undefined);
      if (answer?.status === 201) created.push(answer.json);
      expect(namesIn(file).length).toBeGreaterThanOrEqual(created.length);
      if (created.length >= answers) killed ??= before.kill();
    }
  };
  await Promise.all([1, 2, 3, 4].map(writeOn));
  await killed;

  expect(namesIn(file)).toEqual(expect.arrayContaining(created.map(({ name }) => name)));
  const after = await Keeper.on(file);
  expect(await after.names()).toEqual(namesIn(file));
  const { id, credentials: { username, password } } = created.at(-1);
  expect((await after.ask('HEAD', `/integrations/${id}/content`, undefined, basic(username, password))).status).toBe(204);
});

test('of two emulators on one file the second goes on, and the first says why it does not', async () => {
  const file = join(folder.path, 'state.json');
  const first = await Keeper.on(file);
  await first.create('of the first');
  const second = await Keeper.on(file);
  const refused = await first.create('too late');
  expect(refused.status).toBe(500);
  expect(refused.json.message).toMatch(/state\.json" is not written: another program has written it since\. Give each emulator a file/);
  expect(await first.names()).toEqual(['of the first']);
  expect((await second.create('of the second')).status).toBe(201);
  expect(namesIn(file)).toEqual(['of the first', 'of the second']);
});

describe('a file that cannot be read ends the start with one error, and stays as it is', () => {
  test('said by the command line', async () => {
    const file = join(folder.path, 'broken.json');
    writeFileSync(file, '{"version": 1, "integr');
    const { code, stdout, stderr } = await cli(['emulator', '--state', file]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^the emulator cannot start: state file ".*broken\.json" cannot be read: .*JSON.*\. Repair it, or remove it.*\n$/);
    expect([readFileSync(file, 'utf8'), readdirSync(folder.path)]).toEqual(['{"version": 1, "integr', ['broken.json']]);
  });

  test.each([
    ['empty', '', /cannot be read: .*JSON/],
    ['of another version', '{"version": 3}', /cannot be read: .*version 3; this emulator reads version 1/],
    ['not what it should be', '{"integrations": [{"id": "x"}]}', /"id" of integrations\[0\] of the snapshot is "x"/],
  ])('%s', async (_what, content, message) => {
    const file = join(folder.path, 'state.json');
    writeFileSync(file, content);
    await expect(startEmulator({ state: file })).rejects.toThrow(message);
    expect([readFileSync(file, 'utf8'), readdirSync(folder.path)]).toEqual([content, ['state.json']]);
  });

  test('a folder', async () => {
    mkdirSync(join(folder.path, 'state'));
    await expect(startEmulator({ state: join(folder.path, 'state') })).rejects.toThrow(/state" cannot be read: EISDIR/);
    expect(readdirSync(folder.path)).toEqual(['state']);
  });
});

const noDisk = Disk.problem();
(noDisk === undefined ? describe : describe.skip)(`a disk of its own${noDisk === undefined ? '' : ` (not here: ${noDisk})`}`, () => {
  let disk: Disk;
  beforeEach(() => { disk = new Disk(64); });
  afterEach(() => disk.end());

  test('that becomes full: the change is refused with one error and not kept, what was answered is, and it goes on where there is room', async () => {
    const file = join(disk.path, 'state.json');
    const keeper = await Keeper.on(file);
    const created: string[] = [];
    const description = 'long '.repeat(1000);
    let answer = await keeper.create('0', { description });
    for (; answer.status === 201; answer = await keeper.create(String(created.length), { description })) created.push(answer.json.name);
    expect([answer.status, answer.json.message]).toEqual([500, expect.stringMatching(/state\.json" cannot be written: ENOSPC.*has room$/)]);
    expect([await keeper.names(), namesIn(file), readdirSync(disk.path)]).toEqual([created.sort(), created, ['state.json']]);
    disk.resize(1024);
    expect((await keeper.create('room')).status).toBe(201);
  });

  test('that is read-only: one error at the start', async () => {
    disk.makeReadOnly();
    const { code, stdout, stderr } = await cli(['emulator', '--state', join(disk.path, 'state.json')]);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^the emulator cannot start: state file ".*" cannot be written: EROFS.*\n$/)]);
  });
});
