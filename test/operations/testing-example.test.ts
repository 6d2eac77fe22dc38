import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, run } from '../support/terraform';

const EXAMPLE = resolve(__dirname, '..', '..', 'examples', 'testing');

test('examples/testing: its own tests pass as npm test starts them, and leave nothing in the app', async () => {
  const app = new CdktfApp({ url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' });
  try {
    const files = readdirSync(EXAMPLE);
    for (const file of files) app.write(file, readFileSync(join(EXAMPLE, file), 'utf8'));
    const before = readdirSync(app.dir);
    const { code, output } = await run('npm', ['test'], { cwd: app.dir, env: cleanEnvironment() });
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    expect(output).toMatch(/# pass 4\b/);
    expect(readdirSync(app.dir)).toEqual(before);
  } finally {
    await app.end();
  }
});
