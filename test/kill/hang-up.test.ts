import { chmodSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { anyBlocklist, cdktfMain, NAME, VENDOR } from './operations';
import { CdktfApp } from '../support/cdktf-app';
import { Service } from '../support/service';
import { processesLeftIn, TERRAFORM, Workspace } from '../support/terraform';

/** The wrapper that docs/reliability.md shows, for the Terraform of this test. */
function wrapper(): string {
  const [, script] = /```sh\n(#!\/bin\/sh\ntrap [^]*?)```/.exec(readFileSync(resolve(__dirname, '..', '..', 'docs', 'reliability.md'), 'utf8'))!;
  return script.replace(/\bterraform\b/, TERRAFORM);
}

test('Ctrl-C in cdktf, with a Terraform that a hang-up does not end: it finishes what it began, and the state has it', async () => {
  const service = await Service.start();
  const app = new CdktfApp(service);
  try {
    app.write('terraform-stays', wrapper());
    chmodSync(join(app.dir, 'terraform-stays'), 0o755);
    app.write('main.js', cdktfMain('first', await anyBlocklist(service)));
    await service.fault({ method: 'POST', path: '^/v1/integrations$', connection: 'hold' });
    const job = app.start(['deploy', '--auto-approve'], { TERRAFORM_BINARY_NAME: join(app.dir, 'terraform-stays') });
    await service.seen(/^POST .*integrations$/);
    job.signalGroup('SIGINT');
    await job.ended;
    service.release();
    expect(await processesLeftIn(app.dir)).toEqual([]);

    const [{ id }] = await service.integrations();
    const state = Object.values(await new Workspace(service, { folder: app.stackFolder('edge') }).state());
    expect(state).toMatchObject([{ id, password: expect.any(String) }]);
    await app.deploy();
    expect(await service.integrations()).toMatchObject([{ id, name: NAME, vendors: [{ id: VENDOR }] }]);
  } finally {
    await app.end();
    await service.end();
  }
});
