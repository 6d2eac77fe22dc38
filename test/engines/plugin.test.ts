/** The plugin on each Node under an engine: what a pipeline does in the life of an integration. */
import { join } from 'node:path';
import { withNode } from './support/node-on-path';
import { NODES, SUPPORTED_NODES } from '../../scripts/nodes';
import { acceptance } from '../support/acceptance';
import { head } from '../support/credentials';
import { unwrap } from '../support/terraform';

const env = acceptance();

function stack(name: string, credentialsVersion: string): string {
  return `
    resource "crowdsec_integration" "edge" {
      name                = "${name}"
      output_format       = "plain_text"
      credentials_version = "${credentialsVersion}"
    }
    resource "crowdsec_vendor_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "Microsoft"
    }
    data "crowdsec_blocklists" "all" {}
  `;
}

describe.each(SUPPORTED_NODES)('the plugin on Node %s', (version) => {
  withNode(version);

  test('creates, renames, rotates, leaves nothing to plan, destroys, and prints no warning', async () => {
    const { service } = env;
    const workspace = env.workspace();
    // What the plugin prints beside its answers, Node's own warnings among it, is in the engine's log.
    Object.assign(workspace.env, { TF_LOG_PROVIDER: 'DEBUG', TF_LOG_PATH: join(workspace.dir, 'engine.log') });
    await workspace.apply(stack('edge', '1'));
    const created = (await workspace.state())['crowdsec_integration.edge'];
    expect(await workspace.planExitCode()).toBe(0);

    await workspace.apply(stack('edge renamed', '2'));
    const changed = (await workspace.state())['crowdsec_integration.edge'];
    expect(changed).toMatchObject({ id: created.id, endpoint: created.endpoint, name: 'edge renamed' });
    expect(await service.integration('edge renamed')).toMatchObject({ id: created.id, vendors: [{ id: 'Microsoft' }] });
    expect([(await head({ ...changed, password: created.password })).status, (await head(changed)).status]).toEqual([401, 200]);
    expect(await workspace.planExitCode()).toBe(0);

    const { output } = await workspace.destroy();
    expect(output).not.toMatch(/warning/i);
    const log = workspace.read('engine.log');
    expect(log).toContain('terraform-provider-crowdsec');
    expect(log).not.toMatch(/\(node:\d+\)/);
    expect(await service.integrations()).toEqual([]);
  });
});

describe(`the plugin on Node ${NODES.refused}`, () => {
  const node = withNode(NODES.refused);

  test('has the engine say that Node is too old, which one it is, and what to do', async () => {
    const workspace = env.workspace();
    workspace.write('main.tf', stack('edge', '1'));
    await workspace.init();
    const { code, output } = await workspace.try(['plan', '-no-color']);
    expect(code).toBe(1);
    expect(unwrap(output)).toContain(
      `the crowdsec provider needs Node.js 20.9 or newer; this is v${NODES.refused} at ${node}; install a newer Node.js, or put it first in PATH`);
  });
});
