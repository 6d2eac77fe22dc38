import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inTemporaryFolder } from '../plugin/support';
import { cleanEnvironment, run } from '../support/terraform';

const BOOTSTRAP = resolve(__dirname, '..', '..', 'scripts', 'bootstrap.js');

describe('npm run demo', () => {
  const folder = inTemporaryFolder();

  function demo(env: NodeJS.ProcessEnv) {
    symlinkSync(process.execPath, join(folder.path, 'node'));
    return run(process.execPath, [BOOTSTRAP, 'demo'], { env: cleanEnvironment({ TERRAFORM_BINARY_NAME: undefined, PATH: folder.path, ...env }) });
  }

  test('without Terraform and OpenTofu says so at once, and how to get one', async () => {
    const { code, output } = await demo({});
    expect(code).toBe(1);
    expect(output).toMatch(/^> neither terraform nor tofu is on the path\. Get one of them:\n.*terraform\/install\n.*opentofu\.org.*\n/);
    expect(output).not.toMatch(/installing|building/);
  });

  test('names a program that the user named and that is not there', async () => {
    const { code, output } = await demo({ TERRAFORM_BINARY_NAME: 'terraform-1.9' });
    expect(code).toBe(1);
    expect(output).toContain('TERRAFORM_BINARY_NAME is "terraform-1.9", and there is no such program');
  });
});
