import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { blocks } from './support/guide';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, run } from '../support/terraform';

const EXAMPLE = resolve(__dirname, '..', '..', 'examples', 'testing');

test('examples/testing: its own tests pass as the guide starts them, and leave nothing in the app', async () => {
  const app = new CdktfApp({ url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' });
  try {
    for (const file of readdirSync(EXAMPLE)) app.write(file, readFileSync(join(EXAMPLE, file), 'utf8'));
    app.write('package.json', '{ "private": true }');
    const before = readdirSync(app.dir);
    const [commands] = blocks('testing', 'sh');
    const { code, output } = await run('bash', ['-eu', '-c', commands], { cwd: app.dir, env: cleanEnvironment() });
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    expect(output).toMatch(/pass 4\b/);
    expect(readdirSync(app.dir)).toEqual(before);
  } finally {
    await app.end();
  }
});
