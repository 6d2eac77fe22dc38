/**
 * Runs the demo or a suite in a checkout in any state, fresh clone included: installs and builds what is missing or out of date.
 * Needs nothing but Node and npm. Usage: node scripts/bootstrap.js demo|bench|test|test:SUITE [ARGUMENT…]
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const TARGETS = {
  'demo': ['tsx', 'scripts/demo.ts'],
  'bench': ['tsx', 'bench/main.ts'],
  'test': ['jest'],
  ...Object.fromEntries(['providers', 'hosts', 'faults', 'kill', 'soak', 'operations', 'engines']
    .map((suite) => [`test:${suite}`, ['jest', '--config', `jest.${configOf(suite)}.config.json`]])),
};

/** The engines of the whole length are projects of jest's, which its configuration names. */
function configOf(suite) {
  return suite === 'engines' && process.env.FULL === '1' ? 'engines-full' : suite;
}

/** What npm leaves behind at the end of an installation, and the build at the end of a build. */
const INSTALLED = 'node_modules/.package-lock.json';
const BUILT = 'lib/provider/plugin.cjs';
/** What the build depends on. */
const SOURCES = ['src', 'scripts/build', 'scripts/bundle.ts', 'tsconfig.json', 'package.json', INSTALLED];

function main([target, ...args]) {
  if (!Object.hasOwn(TARGETS, target ?? '')) {
    console.error(`usage: node scripts/bootstrap.js ${Object.keys(TARGETS).join('|')} [ARGUMENT…]`);
    return 2;
  }
  // First of all, so that nobody waits for a build that is of no use then.
  const terraform = findTerraform();
  if (terraform) process.env.TERRAFORM_BINARY_NAME = terraform;
  else if (target === 'demo') return 1;
  return install() || build() || npx([...TARGETS[target], ...args]);
}

/** The one that the user names, else what is there; undefined, and a word about it, if there is none. */
function findTerraform() {
  const named = process.env.TERRAFORM_BINARY_NAME;
  const names = named ? [named] : ['terraform', 'tofu'];
  const found = names.find((name) => spawnSync(name, ['version'], { stdio: 'ignore' }).status === 0);
  if (!found) {
    say(`${named ? `TERRAFORM_BINARY_NAME is "${named}", and there is no such program` : 'neither terraform nor tofu is on the path'}. Get one of them:
  Terraform 1.5 or newer  https://developer.hashicorp.com/terraform/install
  OpenTofu 1.6 or newer   https://opentofu.org/docs/intro/install
and run this again; TERRAFORM_BINARY_NAME names one that lies elsewhere`);
  }
  return found;
}

function install() {
  if (changedAt(INSTALLED) >= changedAt('package-lock.json')) return 0;
  say(existsSync(join(ROOT, INSTALLED)) ? 'dependencies have changed: installing' : 'installing dependencies (a minute or two)');
  return run('npm', ['ci', '--no-audit', '--no-fund']);
}

function build() {
  if (changedAt(BUILT) >= Math.max(...SOURCES.map(newestIn))) return 0;
  say(existsSync(join(ROOT, BUILT)) ? 'sources have changed: building' : 'building (about a minute)');
  return npx(['projen', 'compile']);
}

/** Never asks the registry: what is not installed is a mistake. */
function npx(args) {
  return run('npx', ['--no-install', ...args]);
}

/** @returns the exit code */
function run(program, args) {
  const { status, signal, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(`cannot run ${program}: ${error.message}`);
  if (status !== 0) say(`"${[program, ...args].join(' ')}" ended with ${status ?? signal ?? error?.code}`);
  return status ?? 1;
}

function say(text) {
  console.error(`> ${text}`);
}

function newestIn(path) {
  const below = join(ROOT, path);
  if (!existsSync(below) || !statSync(below).isDirectory()) return changedAt(path);
  return Math.max(...readdirSync(below).map((name) => newestIn(join(path, name))), 0);
}

/** 0 for what is not there. */
function changedAt(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

process.exitCode = main(process.argv.slice(2));
