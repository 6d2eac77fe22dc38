import { acceptance } from '../support/acceptance';
import { basic } from '../support/credentials';

const env = acceptance();

const stack = (version: string) => `
  resource "crowdsec_integration" "firewall" {
    name                = "firewall"
    output_format       = "plain_text"
    credentials_version = "${version}"
  }
  resource "crowdsec_integration" "bouncer" {
    name                = "bouncer"
    output_format       = "remediation_component"
    credentials_version = "${version}"
  }
  resource "crowdsec_cve_subscription" "this" {
    for_each       = { firewall = crowdsec_integration.firewall.id, bouncer = crowdsec_integration.bouncer.id }
    integration_id = each.value
    cve            = "CVE-2024-25600"
  }`;


test('the credentials open the content as a firewall and as a bouncer would ask for it; the ones before a rotation do not', async () => {
  const workspace = env.workspace();
  await workspace.apply(stack('1'));
  const before = await workspace.state();
  const firewall = before['crowdsec_integration.firewall'];
  const bouncer = before['crowdsec_integration.bouncer'];

  const list = await fetch(firewall.endpoint, { headers: basic(firewall.username, firewall.password) });
  expect(list.status).toBe(200);
  expect((await list.text()).trim().split('\n').length).toBeGreaterThan(0);

  const stream = await fetch(`${bouncer.lapi_url}v1/decisions/stream?startup=true`, { headers: { 'x-api-key': bouncer.api_key } });
  expect(stream.status).toBe(200);
  expect((await stream.json() as { new: unknown[] }).new.length).toBeGreaterThan(0);

  await workspace.apply(stack('2'));
  expect((await fetch(firewall.endpoint, { headers: basic(firewall.username, firewall.password) })).status).toBe(401);
  expect((await fetch(`${bouncer.lapi_url}v1/decisions/stream`, { headers: { 'x-api-key': bouncer.api_key } })).status).toBe(401);

  const after = (await workspace.state())['crowdsec_integration.firewall'];
  const withCredentials = new URL(after.endpoint_with_credentials);
  const [username, password] = [decodeURIComponent(withCredentials.username), decodeURIComponent(withCredentials.password)];
  expect((await fetch(after.endpoint, { headers: basic(username, password) })).status).toBe(200);
});
