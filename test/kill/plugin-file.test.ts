import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Disk } from './disk';
import { cdktfMain } from './operations';
import { Package } from './package';
import { placePlugin, pluginsOf, thisPlatform } from '../../src/plugin';
import { BUILT_PLUGIN, PLUGIN_FILE, PLUGIN_SOURCE, pluginFolder } from '../../src/plugin/address';
import { writeLockFile } from '../../src/plugin/lock-file';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, run, temporaryFolder, TERRAFORM } from '../support/terraform';

const NO_DISK = Disk.problem();
const onDisk = NO_DISK === undefined ? describe : describe.skip;
const NEEDS_DISK = NO_DISK === undefined ? '' : ` (cannot run here: ${NO_DISK})`;

let ours: Package;
let other: Package;
let folder: string;

beforeAll(() => {
  ours = new Package('ours');
  other = new Package('another build');
});
beforeEach(() => {
  folder = temporaryFolder('stack');
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => [ours, other].forEach(({ dir }) => rmSync(dir, { recursive: true, force: true })));

const placeIn = (stack: string): string => join(pluginFolder(pluginsOf(stack), thisPlatform()), PLUGIN_FILE);
const lockOf = (stack: string): string => join(stack, '.terraform.lock.hcl');

/** Every file below a folder that is neither the plugin nor the lock file. */
function strayIn(stack: string): string[] {
  return readdirSync(stack, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(stack, name)).isFile() && !name.endsWith(PLUGIN_FILE) && !name.endsWith('.terraform.lock.hcl'));
}

/** Started by hand it says what it is: it is whole as far as Node can tell. */
async function expectRuns(file: string): Promise<void> {
  const { code, output } = await run(file, [], { cwd: '/' });
  expect([code, output]).toEqual([1, expect.stringContaining('terraform')]);
}

/** Terraform takes plugin and lock file. */
async function expectInitialises(stack: string): Promise<void> {
  writeFileSync(join(stack, 'main.tf'), `terraform {\n  required_providers {\n    crowdsec = { source = "${PLUGIN_SOURCE}" }\n  }\n}\n`);
  const { code, output } = await run(TERRAFORM, ['init', '-no-color', '-lockfile=readonly'], { cwd: stack, env: cleanEnvironment() });
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
}

describe('several at once', () => {
  test('six processes place the same build in one folder: all succeed, and what is there is whole', async () => {
    const ended = await Promise.all(Array.from({ length: 6 }, () => ours.place(folder, { times: 5 })));
    expect(ended.map(({ code, output }) => [code, output])).toEqual(ended.map(() => [0, '']));
    expect(readFileSync(placeIn(folder)).equals(ours.plugin)).toBe(true);
    expect(strayIn(folder)).toEqual([]);
    await expectInitialises(folder);
  });

  test('two builds that replace each other again and again: whoever reads meanwhile sees one or the other, whole', async () => {
    await ours.place(folder);
    let over = false;
    const writers = Promise.all([ours.place(folder, { times: 60 }), other.place(folder, { times: 60 })]).finally(() => { over = true; });
    const seen = { ours: 0, other: 0, broken: 0, locks: new Set<string>() };
    while (!over) {
      const content = readFileSync(placeIn(folder));
      if (content.equals(ours.plugin)) seen.ours++;
      else if (content.equals(other.plugin)) seen.other++;
      else seen.broken++;
      seen.locks.add(readFileSync(lockOf(folder), 'utf8'));
      await setImmediate();
    }
    expect((await writers).map(({ code, output }) => [code, output])).toEqual([[0, ''], [0, '']]);
    expect(seen.broken).toBe(0);
    expect(Math.min(seen.ours, seen.other)).toBeGreaterThan(0);
    expect([...seen.locks].filter((lock) => !/^provider "[^"]+" \{\n( .*\n)+\}\n$/.test(lock))).toEqual([]);
    expect(strayIn(folder)).toEqual([]);
    await ours.place(folder);
    await expectRuns(placeIn(folder));
    await expectInitialises(folder);
  });
});

describe('what is left from before', () => {
  test('a plugin that was cut off anywhere is replaced by a whole one', async () => {
    const whole = readFileSync(BUILT_PLUGIN);
    const file = placeIn(folder);
    mkdirSync(dirname(file), { recursive: true });
    for (const length of [0, 1, 10, 100, 4096, whole.length / 2, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      placePlugin(folder);
      expect([length, readFileSync(file).equals(whole), (statSync(file).mode % 0o1000).toString(8)]).toEqual([length, true, '755']);
    }
    await expectRuns(file);
    await expectInitialises(folder);
  });

  test('a lock file that was cut off anywhere becomes a whole one', async () => {
    const required = [{ source: PLUGIN_SOURCE }, { source: 'registry.terraform.io/hashicorp/null', version: '3.2.4' }];
    const small = join(folder, 'small');
    mkdirSync(small);
    writeFileSync(join(small, PLUGIN_FILE), 'hashed many times');
    writeLockFile(folder, small, required);
    const announced = readFileSync(lockOf(folder), 'utf8');
    const others = 'provider "registry.terraform.io/hashicorp/null" {\n  version     = "3.2.4"\n  constraints = "3.2.4"\n  hashes = [\n    "h1:abc",\n  ]\n}\n';
    const whole = `# This file is maintained automatically by "terraform init".\n\n${others}${announced}`;
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(lockOf(folder), whole.slice(0, length));
      writeLockFile(folder, small, required);
      const mended = readFileSync(lockOf(folder), 'utf8').replace(/^#.*\n\n?/, '').replace(others, '');
      expect([length, mended]).toEqual([length, announced]);
    }
  });

  test('after a lock file that was cut off, Terraform initialises', async () => {
    placePlugin(folder);
    const whole = `# This file is maintained automatically by "terraform init".\n\n${readFileSync(lockOf(folder), 'utf8')}`;
    for (const length of [0, 20, 80, whole.length - 10]) {
      writeFileSync(lockOf(folder), whole.slice(0, length));
      placePlugin(folder);
      await expectInitialises(folder);
    }
  });

  test('drafts of processes that died go; those of processes at work stay', () => {
    placePlugin(folder);
    const versions = dirname(dirname(placeIn(folder)));
    const draft = (digit: string): string => `.cdktf-crowdsec-${digit.repeat(16)}.draft`;
    const longAgo = new Date('2001-01-01T00:00:00Z');
    for (const place of [versions, folder]) {
      for (const digit of ['1', '2', '3']) writeFileSync(join(place, draft(digit)), 'half of');
      for (const digit of ['1', '2']) utimesSync(join(place, draft(digit)), longAgo, longAgo);
    }
    placePlugin(folder);
    for (const place of [versions, folder]) expect(readdirSync(place).filter((name) => name.endsWith('.draft'))).toEqual([draft('3')]);
  });
});

describe('a process that may write no file of that size (ulimit -f)', () => {
  const limited = ['sh', '-c', 'ulimit -f 64; exec "$@"', 'sh'];

  test('says so, and leaves what was there', async () => {
    expect(await ours.place(folder, { before: limited })).toMatchObject({
      code: 1,
      output: `PluginError: cannot write the crowdsec plugin to ${dirname(placeIn(folder))} (EFBIG)\n`
        + 'the file is larger than this process may write: raise the limit ("ulimit -f" shows it), and run this again\n',
    });
    expect([existsSync(placeIn(folder)), strayIn(folder)]).toEqual([false, []]);
    await other.place(folder);
    expect((await ours.place(folder, { before: limited })).code).toBe(1);
    expect([readFileSync(placeIn(folder)).equals(other.plugin), strayIn(folder)]).toEqual([true, []]);
    await expectInitialises(folder);
  });
});

test('cdktf-crowdsec install that cannot write says where, why and the way out, and ends with 1', async () => {
  const command = [process.execPath, resolve(__dirname, '..', '..', 'bin', 'cdktf-crowdsec'), 'install', '--dir', folder];
  const { code, stdout, stderr } = await run('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', ...command]);
  expect([code, stdout]).toEqual([1, '']);
  for (const text of [`cannot write the crowdsec plugin to ${folder}`, '(EFBIG)', 'raise the limit']) expect(stderr).toContain(text);
  expect(strayIn(folder)).toEqual([]);
});

describe('an app of the toolkit', () => {
  let app: CdktfApp;
  beforeEach(() => {
    app = new CdktfApp({ url: 'http://127.0.0.1:9/v1', apiKey: 'none' });
    app.write('main.js', cdktfMain('first', '0123456789abcdef01234567'));
  });
  afterEach(() => app.end());
  const synthesise = (...before: string[]) => {
    const [program, ...args] = [...before, process.execPath, 'main.js'];
    return run(program, args, { cwd: app.dir });
  };

  test('that is synthesised by three processes at once: plugin and lock file are whole', async () => {
    // Its folders are there from before: the toolkit itself fails where two runs make them in the same moment.
    mkdirSync(app.stackFolder('edge'), { recursive: true });
    const ended = await Promise.all([synthesise(), synthesise(), synthesise()]);
    expect(ended.map(({ code, output }) => [code, output])).toEqual(ended.map(() => [0, '']));
    const stack = app.stackFolder('edge');
    expect(readFileSync(placeIn(stack)).equals(readFileSync(BUILT_PLUGIN))).toBe(true);
    const { code, output } = await run(TERRAFORM, ['init', '-no-color'], { cwd: stack, env: cleanEnvironment() });
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  });

  test('that cannot write its plugin names the construct, the folder and the way out', async () => {
    const { code, output } = await synthesise('sh', '-c', 'ulimit -f 64; exec "$@"', 'sh');
    expect(code).not.toBe(0);
    for (const text of ['edge/crowdsec', dirname(placeIn(app.stackFolder('edge'))), '(EFBIG)', 'raise the limit']) {
      expect(output.replace(/\s+/g, ' ')).toContain(text.replace(`${app.dir}/`, ''));
    }
  });
});

describe('a folder of somebody else\'s', () => {
  const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const root = process.getuid?.() === 0 ? test : test.skip;

  root(`is refused with the way out${process.getuid?.() === 0 ? '' : ' (cannot run here: becoming another user needs root)'}`, async () => {
    await ours.place(folder);
    expect(await other.place(folder, { before: asNobody })).toMatchObject({
      code: 1,
      output: `PluginError: cannot write the crowdsec plugin to ${dirname(placeIn(folder))} (EACCES)\n`
        + 'make that folder writable for the user who runs this command, or choose another folder\n',
    });
    expect(await ours.place(folder, { before: asNobody })).toMatchObject({ code: 0, output: '' });
    await expectInitialises(folder);
  });
});

onDisk(`a disk${NEEDS_DISK}`, () => {
  const disks: Disk[] = [];
  const disk = (kibibytes: number): Disk => {
    const made = new Disk(kibibytes);
    disks.push(made);
    return made;
  };
  const sizeInKibibytes = (): number => Math.ceil(ours.plugin.length / 1024);
  afterEach(() => disks.splice(0).forEach((one) => one.end()));

  test('that is full says so, keeps the former plugin, and serves once there is room', async () => {
    const small = disk(256);
    expect(await ours.place(small.path)).toMatchObject({
      code: 1,
      output: `PluginError: cannot write the crowdsec plugin to ${dirname(placeIn(small.path))} (ENOSPC)\n`
        + 'the disk is full: free some space or inodes there, and run this again; what was there before is as it was\n',
    });
    expect([existsSync(placeIn(small.path)), strayIn(small.path)]).toEqual([false, []]);

    small.resize(Math.round(sizeInKibibytes() * 1.5));
    await other.place(small.path);
    expect(await ours.place(small.path)).toMatchObject({ code: 1, output: expect.stringContaining('(ENOSPC)') });
    expect([readFileSync(placeIn(small.path)).equals(other.plugin), strayIn(small.path)]).toEqual([true, []]);
    await expectRuns(placeIn(small.path));

    small.resize(sizeInKibibytes() * 3);
    expect(await ours.place(small.path)).toMatchObject({ code: 0, output: '' });
    expect(readFileSync(placeIn(small.path)).equals(ours.plugin)).toBe(true);
  });

  test('that is full when the lock file is written says so, and keeps the former one', async () => {
    const small = disk(sizeInKibibytes() * 3);
    await ours.place(small.path);
    const former = '# Nothing is locked.\n';
    writeFileSync(lockOf(small.path), former);
    expect(() => writeFileSync(join(small.path, 'filler'), Buffer.alloc(sizeInKibibytes() * 4096))).toThrow('ENOSPC');
    expect(await ours.place(small.path)).toMatchObject({
      code: 1,
      output: `PluginError: cannot write ${lockOf(small.path)} (ENOSPC)\n`
        + 'the disk is full: free some space or inodes there, and run this again; what was there before is as it was\n',
    });
    expect(readFileSync(lockOf(small.path), 'utf8')).toBe(former);
    rmSync(join(small.path, 'filler'));
    expect(await ours.place(small.path)).toMatchObject({ code: 0, output: '' });
    expect(readdirSync(small.path).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  test('that is read-only says so; where everything is in place already nothing needs to be written', async () => {
    const fixed = disk(sizeInKibibytes() * 3);
    await ours.place(fixed.path);
    fixed.makeReadOnly();
    expect(await ours.place(fixed.path)).toMatchObject({ code: 0, output: '' });
    expect(await other.place(fixed.path)).toMatchObject({
      code: 1,
      output: `PluginError: cannot write the crowdsec plugin to ${dirname(placeIn(fixed.path))} (EROFS)\n`
        + 'the file system is read-only: choose a folder on another one ("output" in cdktf.json, "--dir" of cdktf-crowdsec install)\n',
    });
    expect(readFileSync(placeIn(fixed.path)).equals(ours.plugin)).toBe(true);
  });
});
