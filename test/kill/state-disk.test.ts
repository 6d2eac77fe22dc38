import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disk } from './disk';
import { anyBlocklist, NAME, terraformMain, VENDOR } from './operations';
import { head } from '../support/credentials';
import { Service } from '../support/service';
import { unwrap, Workspace } from '../support/terraform';

const NO_DISK = Disk.problem();
const onDisk = NO_DISK === undefined ? test : test.skip;
const NEEDS_DISK = NO_DISK === undefined ? '' : ` (cannot run here: ${NO_DISK})`;

let service: Service;
beforeAll(async () => { service = await Service.start(); });
afterAll(() => service.end());

onDisk(`a disk that is full when Terraform writes its state: errored.tfstate has the credentials, and pushing it loses nothing${NEEDS_DISK}`, async () => {
  const disk = new Disk(64);
  const workspace = new Workspace(service, { name: 'state-disk' });
  try {
    const state = join(disk.path, 'terraform.tfstate');
    const filler = join(disk.path, 'filler');
    workspace.write('backend.tf', `terraform {\n  backend "local" {\n    path = "${state}"\n  }\n}\n`);
    workspace.write('main.tf', terraformMain('first', await anyBlocklist(service)));
    await workspace.init();
    await service.fault({ method: 'POST', path: '^/v1/integrations$', connection: 'hold' });
    const job = workspace.start(['apply', '-auto-approve', '-no-color']);
    await service.seen(/^POST .*integrations$/);
    fill(filler);
    await service.control('POST', '/release');
    const shown = unwrap(await job.ended);
    expect(shown).toContain('no space left on device');
    expect(shown).toContain('terraform state push errored.tfstate');

    const [integration] = await service.integrations();
    const errored = readFileSync(join(workspace.dir, 'errored.tfstate'), 'utf8');
    expect(errored).toContain(integration.id);
    const { password } = JSON.parse(errored).resources.find(({ type }: { type: string }) => type === 'crowdsec_integration').instances[0].attributes;
    expect(shown).not.toContain(password);

    rmSync(filler);
    await workspace.terraform(['state', 'push', 'errored.tfstate']);
    await workspace.apply();
    expect(await workspace.planExitCode()).toBe(0);
    expect(await service.integrations()).toMatchObject([{ id: integration.id, name: NAME, vendors: [{ id: VENDOR }] }]);
    const edge = (await workspace.state())['crowdsec_integration.edge'];
    expect(edge.password).toBe(password);
    expect((await head(edge)).ok).toBe(true);
    expect(existsSync(state)).toBe(true);
  } finally {
    await workspace.end();
    disk.end();
  }
});

/** Leaves not a byte. */
function fill(file: string): void {
  writeFileSync(file, '');
  try {
    for (;;) appendFileSync(file, Buffer.alloc(512));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
