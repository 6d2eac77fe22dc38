/** docs/guides/policies.md: what the policy says there is what it says. The programs without mistakes run with those of the other guides. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BlocklistPolicy } from '../../src';
import { CdktfApp } from '../support/cdktf-app';
import { Service } from '../support/service';
import { cleanEnvironment, run } from '../support/terraform';

const GUIDE = readFileSync(resolve(__dirname, '..', '..', 'docs', 'guides', 'policies.md'), 'utf8');
const block = (start: RegExp) => GUIDE.split('```').find((part) => start.test(part))!.replace(/^\w+\n/, '');

let service: Service;
let app: CdktfApp;
beforeAll(async () => {
  service = await Service.start();
  app = new CdktfApp(service);
});
afterAll(async () => {
  await app.end();
  await service.end();
});

test('the program with mistakes fails with the text that is shown', async () => {
  app.write('main.ts', block(/^ts\n\/\/ Two mistakes/));
  const { code, output } = await run(process.execPath, [require.resolve('tsx/cli'), 'main.ts'], { cwd: app.dir, env: cleanEnvironment() });
  expect(code).toBe(1);
  expect(output).toContain(block(/^text\nError/));
});

test('the script writes the coverage of vendors, as the policy takes it', async () => {
  app.write('coverage.mjs', block(/^js\n/));
  const env = cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey });
  const { code, output } = await run(process.execPath, ['coverage.mjs', 'Microsoft', 'Citrix'], { cwd: app.dir, env });
  expect([code, output]).toEqual([0, '']);
  const coverage = JSON.parse(app.read('coverage.json'));
  expect(Object.keys(coverage)).toEqual(['Microsoft', 'Citrix']);
  expect(coverage.Microsoft.length).toBeGreaterThan(0);
  expect(() => new BlocklistPolicy({ coverage })).not.toThrow();
});
