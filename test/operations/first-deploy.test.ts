import { join, resolve } from 'node:path';
import { blocks } from './support/guide';
import { CdktfApp } from '../support/cdktf-app';
import { Service } from '../support/service';
import { cleanEnvironment, run } from '../support/terraform';

/** docs/guides/first-deploy.md: its commands in their order, from the plan to the end of the emulator's part. */
const BIN = resolve(__dirname, '..', '..', 'node_modules', '.bin');

test('the commands do what the page says of them', async () => {
  const service = await Service.start();
  const app = new CdktfApp(service, 'npx tsx main.ts');
  try {
    app.link('.bin/cdktf', join(BIN, 'cdktf'));
    app.write('main.ts', blocks('first-deploy', 'ts')[0]);
    const environment = cleanEnvironment({
      CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey, CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    });
    const shell = async (starts: string) => {
      const [script] = blocks('first-deploy', 'sh').filter((block) => block.startsWith(starts));
      const { code, output } = await run('bash', ['-eu', '-c', script], { cwd: app.dir, env: environment });
      expect([starts, code, code === 0 ? '' : output]).toEqual([starts, 0, '']);
      return output;
    };

    expect(await shell('npx cdktf diff')).toMatch(/Plan: 2 to add[^]*edge_password = <sensitive>/);
    expect((await shell('cd cdktf.out')).match(/^\d+(\.\d+){3}$/gm)).toHaveLength(3);
    app.write('main.ts', blocks('first-deploy', 'ts')[0].replace("['Microsoft']", "['Microsoft', 'Citrix']"));
    expect((await app.cdktf('diff')).output).toMatch(/Plan: 1 to add, 0 to change, 0 to destroy/);
    await shell('npx cdktf destroy');
    expect(await service.integrations()).toEqual([]);
  } finally {
    await app.end();
    await service.end();
  }
});
