import { cli } from './support';
import { version } from '../../package.json';

const COMMANDS = ['adopt', 'doctor', 'emulator', 'install', 'version'];

test('version names package, provider and Node.js', async () => {
  const { code, stdout } = await cli(['version']);
  expect(code).toBe(0);
  expect(stdout).toBe(`cdktf-crowdsec ${version}\nprovider terraform.local/crowdsec/crowdsec ${version}\nNode.js ${process.versions.node}\n`);
  expect((await cli(['--version'])).stdout).toBe(stdout);
});

test('help lists every command', async () => {
  const { code, stdout } = await cli(['--help']);
  expect(code).toBe(0);
  for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
});

test.each(COMMANDS)('%s --help shows examples and exit codes', async (name) => {
  const { code, stdout } = await cli([name, '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain(`Examples:\n  cdktf-crowdsec ${name}`);
  expect(stdout).toContain('Exit codes: 0 fine, 1 failed, 2 usage');
});

test.each([
  ['an unknown command', ['deploy'], '"deploy" is no command; there are adopt, doctor, emulator, install, version'],
  ['an unknown option', ['install', '--folder', 'x'], 'unknown option \'--folder\''],
  ['an option without its value', ['install', '--dir'], 'argument missing'],
  ['a superfluous argument', ['version', 'x'], 'too many arguments'],
  ['a value of the wrong kind', ['emulator', '--port', '80a'], '\'80a\' is invalid. Give a whole number from 0 to 65535.'],
  ['an empty key', ['emulator', '--api-key', ''], '\'\' is invalid. Give at least one character.'],
  ['an empty folder name', ['install', '--dir='], '\'\' is invalid. Give at least one character.'],
  ['no command at all', [], 'Usage: cdktf-crowdsec'],
])('%s is a mistake of usage', async (_, args, message) => {
  const { code, stdout, stderr } = await cli(args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
});
