import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples', 'constructs');
const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');

let outdir: string;

beforeEach(() => { outdir = mkdtempSync(join(tmpdir(), 'cdktf-out-')); });
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** Runs an example as its cdktf.json says, with the built package, and answers the resource types of each of its stacks. */
function synthesise(example: string): { [stack: string]: string[] } {
  const cwd = join(EXAMPLES, example);
  expect(JSON.parse(readFileSync(join(cwd, 'cdktf.json'), 'utf8')).app).toBe('npx tsx main.ts');
  execFileSync(process.execPath, [TSX, 'main.ts'], { cwd, env: { ...process.env, CDKTF_OUTDIR: outdir } });
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
  return Object.fromEntries(Object.entries<any>(stacks).map(([name, stack]) => {
    expect(stack.annotations).toEqual([]);
    return [name, Object.keys(JSON.parse(readFileSync(join(outdir, stack.synthesizedStackPath), 'utf8')).resource).sort()];
  }));
}

const EXPECTED: { [example: string]: { [stack: string]: string[] } } = {
  'end-to-end': {
    'end-to-end': ['crowdsec_cve_subscription', 'crowdsec_fingerprint_subscription', 'crowdsec_integration', 'crowdsec_vendor_subscription'],
  },
  'multi-stack': {
    integrations: ['crowdsec_cve_subscription', 'crowdsec_integration', 'crowdsec_vendor_subscription'],
    site: ['crowdsec_vendor_subscription'],
  },
};

test.each(Object.keys(EXPECTED))('%s synthesises without a warning', (example) => {
  expect(synthesise(example)).toEqual(EXPECTED[example]);
});

test('every example has its README', () => {
  for (const example of Object.keys(EXPECTED)) expect(readdirSync(join(EXAMPLES, example))).toContain('README.md');
});
