import { join, resolve } from 'node:path';
import { blocks } from './support/guide';
import { acceptance } from '../support/acceptance';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, run, TERRAFORM, Workspace } from '../support/terraform';

/** docs/guides/leaving.md: a deployed app becomes HCL with the same state, by the commands of the page. */
const BIN = resolve(__dirname, '..', '..', 'node_modules', '.bin');
const env = acceptance();

test('the app becomes HCL: the state is kept, the plan is empty, names are moved, nothing at the service changes', async () => {
  const { service } = env;
  const app = new CdktfApp(service, 'npx tsx main.ts');
  try {
    app.link('.bin/cdktf', join(BIN, 'cdktf'));
    app.write('main.ts', blocks('leaving', 'ts')[0]);
    await app.deploy();
    const before = await service.integrations();
    await service.forget();

    const [steps] = blocks('leaving', 'sh');
    const environment = cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey, CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1' });
    const { code, output } = await run('bash', ['-euo', 'pipefail', '-c', steps.replaceAll('terraform ', `${TERRAFORM} `)], { cwd: app.dir, env: environment });
    expect([code, output]).toEqual([0, expect.stringContaining('No changes.')]);

    const workspace = new Workspace(service, { folder: join(app.dir, 'border-hcl') });
    const names = [...blocks('leaving', 'hcl')[0].matchAll(/from = \w+\.(\S+)\n {2}to {3}= \w+\.(\S+)/g)];
    const renamed = names.reduce((text, [, from, to]) => text.replaceAll(from, to), workspace.read('cdk.tf'));
    workspace.write('cdk.tf', renamed);
    workspace.write('moved.tf', blocks('leaving', 'hcl')[0]);
    expect(names).toHaveLength(2);
    expect(await workspace.plan()).toEqual({});
    await workspace.apply();
    workspace.write('moved.tf', '');
    expect(await workspace.planExitCode()).toBe(0);
    expect(Object.keys(await workspace.state()).sort()).toEqual(['crowdsec_integration.edge', 'crowdsec_vendor_subscription.microsoft']);

    // Letting go: nothing is deleted.
    await workspace.terraform(['state', 'rm', 'crowdsec_vendor_subscription.microsoft', 'crowdsec_integration.edge']);
    expect((await service.journal()).filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await service.integrations()).toEqual(before);
  } finally {
    await app.end();
  }
});
