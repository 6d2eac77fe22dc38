import { readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placePlugin } from '../../src/plugin';
import { inTemporaryFolder } from '../plugin/support';
import { cleanEnvironment, run, TERRAFORM, unwrap } from '../support/terraform';

const LIB = join(__dirname, '..', '..', 'lib', 'provider');

/** Makes Node believe that it is an old one, as early as a script can. */
const PRETEND_OLD = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "14.21.3" } });'
  + 'Object.defineProperty(process, "version", { value: "v14.21.3" });';

describe('the plugin\'s file', () => {
  const folder = inTemporaryFolder();

  /** What a user sees whose Terraform starts it in an environment. */
  async function validate(env: NodeJS.ProcessEnv): Promise<string> {
    placePlugin(folder.path);
    writeFileSync(join(folder.path, 'main.tf'),
      'terraform {\n  required_providers {\n    crowdsec = { source = "terraform.local/crowdsec/crowdsec" }\n  }\n}\ndata "crowdsec_vendors" "all" {}\n');
    const init = await run(TERRAFORM, ['init', '-no-color'], { cwd: folder.path, env: cleanEnvironment() });
    expect(init.code).toBe(0);
    return unwrap((await run(TERRAFORM, ['validate', '-no-color'], { cwd: folder.path, env: cleanEnvironment(env) })).output);
  }

  async function whereIs(program: string): Promise<string> {
    return (await run('/bin/sh', ['-c', `command -v ${program}`])).stdout.trim();
  }

  test('works where nothing of this package is installed', async () => {
    expect(await validate({})).toContain('The configuration is valid.');
  });

  test('works below an ES module package', async () => {
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
    expect(await validate({})).toContain('The configuration is valid.');
  });

  test('has Terraform say that there is no Node', async () => {
    symlinkSync(await whereIs(TERRAFORM), join(folder.path, 'terraform'));
    expect(await validate({ PATH: folder.path })).toContain('needs Node.js 20.9 or newer, and there is no node in PATH; install Node.js');
  });

  test('has Terraform say that Node is too old, and which one it is', async () => {
    const pretend = join(folder.path, 'pretend-old.cjs');
    writeFileSync(pretend, PRETEND_OLD);
    expect(await validate({ NODE_OPTIONS: `--require ${pretend}` })).toContain(
      `Unrecognized remote plugin message: the crowdsec provider needs Node.js 20.9 or newer; this is v14.21.3 at ${realpathSync(await whereIs('node'))}`);
  });

  test('holds no path of the machine that built it', () => {
    for (const file of ['plugin.cjs', 'main.js']) expect(readFileSync(join(LIB, file), 'utf8')).not.toContain(join(__dirname, '..', '..'));
  });
});
