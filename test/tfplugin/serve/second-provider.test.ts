/** The framework knows nothing of its provider: another one, with provisioners of Terraform's own, under the real Terraform. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkProvider } from '../../../src/tfplugin';
import { Reattached, startReattach } from '../../../src/tfplugin/serve';
import { createNullProvider, NULL_ADDRESS } from '../../support/null-provider';
import { Workspace } from '../support/workspace';

describe('hashicorp/null on the framework', () => {
  let reattached: Reattached;
  let workspace: Workspace;
  beforeEach(async () => {
    reattached = await startReattach(createNullProvider(), NULL_ADDRESS);
    workspace = new Workspace();
  });
  afterEach(async () => {
    workspace.remove();
    await reattached.close();
  });

  const succeed = (...args: string[]) => workspace.succeed(args, { TF_REATTACH_PROVIDERS: reattached.env });
  const triggers = (value: string) => workspace.write('main.tf', `terraform {
  required_providers {
    null = { source = "hashicorp/null" }
  }
}
resource "null_resource" "source" {}
resource "null_resource" "a" {
  triggers = { value = ${value} }
  provisioner "local-exec" {
    command = "echo made >> log"
  }
  provisioner "local-exec" {
    when    = destroy
    command = "echo gone >> log"
  }
}
`);
  const id = () => workspace.state().resources[0].instances[0].attributes.id;
  const log = () => readFileSync(join(workspace.folder, 'log'), 'utf8').trim().split('\n');

  test('has a schema that obeys the rules', () => expect(checkProvider(createNullProvider())).toEqual([]));

  test('a trigger that changes replaces the resource, one that is only known at apply too, and nothing else does', async () => {
    triggers('"one"');
    await succeed('apply', '-auto-approve');
    const first = id();
    await succeed('plan', '-detailed-exitcode');

    triggers('"two"');
    expect(await succeed('apply', '-auto-approve')).toContain('1 added, 0 changed, 1 destroyed');
    expect(id()).not.toBe(first);
    expect(log()).toEqual(['made', 'gone', 'made']);

    triggers('null_resource.source.id');
    expect(await succeed('apply', '-auto-approve', '-replace=null_resource.source')).toContain('2 added, 0 changed, 2 destroyed');
    await succeed('plan', '-detailed-exitcode');
    await succeed('destroy', '-auto-approve');
    expect(log()).toEqual(['made', 'gone', 'made', 'gone', 'made', 'gone']);
  });
});
