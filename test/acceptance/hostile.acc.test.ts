/** Names and keys that are hostile, from a program to the service and back, with the real Terraform. */
import { TerraformOutput } from 'cdktf';
import { Integration, OutputFormat } from '../../src';
import { acceptance } from '../support/acceptance';
import { HOSTILE, PRINTABLE } from '../support/hostile';
import { StackFolder } from '../support/stack-folder';
import { unwrap } from '../support/terraform';

const env = acceptance();

/** Terraform takes text in NFC. */
const TEXTS = HOSTILE.map(([, text]) => text);

test('names, descriptions and versions arrive exactly; nothing is left to do then; a destroy finds all of it', async () => {
  const { service } = env;
  const folder = new StackFolder(service, {});
  try {
    folder.synthesise((stack) => TEXTS.forEach((text, index) => {
      const edge = new Integration(stack, `edge-${index}`, {
        name: text, description: `about ${text}`, credentialsVersion: text, outputFormat: OutputFormat.PLAIN_TEXT, subscriptions: { vendors: ['Microsoft'] },
      });
      new TerraformOutput(stack, `name-${index}`, { value: edge.integrationName, staticId: true });
    }));
    await folder.works('apply', '-auto-approve');
    const stored = await service.integrations();
    const byName = new Map(stored.map((integration) => [integration.name, integration]));
    for (const text of TEXTS.map((one) => one.normalize('NFC'))) {
      expect(byName.get(text)).toMatchObject({ name: text, description: `about ${text}`, vendors: [{ id: 'Microsoft' }] });
    }
    expect(stored).toHaveLength(TEXTS.length);
    const outputs: { [name: string]: { value: string } } = JSON.parse(await folder.works('output', '-json'));
    expect(TEXTS.map((_, index) => outputs[`name-${index}`].value)).toEqual(TEXTS.map((text) => text.normalize('NFC')));
    expect((await folder.try(['plan', '-detailed-exitcode'])).code).toBe(0);
    await folder.works('destroy', '-auto-approve');
    expect(await service.integrations()).toEqual([]);
  } finally {
    await folder.end();
  }
});

test('a vendor that nobody knows, and an answer that wants to be obeyed: the error is printable and names both', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const main = (vendor: string) => `
    provider "crowdsec" { max_retries = 0 }
    resource "crowdsec_integration" "edge" {
      name          = "edge"
      output_format = "plain_text"
    }
    resource "crowdsec_vendor_subscription" "odd" {
      integration_id = crowdsec_integration.edge.id
      vendor         = ${vendor}
    }`;
  // Terraform quotes the configuration's own line: the vendor comes from elsewhere.
  workspace.write('vendor.txt', `Micro\u001b[2J\r\nsoft\u202e${'x'.repeat(500)}`);
  await service.fault({ method: 'POST', path: '/vendors/', status: 404, body: { message: `no such \u001b]0;owned\u0007 vendor ${'y'.repeat(100_000)}` } });
  const shown = await workspace.applyFails(main('file("${path.module}/vendor.txt")'));
  const [, error] = shown.split('Error: ');
  expect(error).toContain('the service knows no vendor "Micro\\u001b[2J\\u000d\\u000asoft\\u202e');
  expect(error).toContain('no such \\u001b]0;owned\\u0007 vendor');
  expect(error.length).toBeLessThan(2500);
  expect(unwrap(error).replace(/[│╷╵]/g, '')).toMatch(PRINTABLE);
});

test('what no path can hold is refused at plan, at its attribute, before anything is asked for', async () => {
  const workspace = env.workspace();
  const shown = await workspace.applyFails(`
    resource "crowdsec_integration" "dots" {
      name          = ".."
      output_format = "plain_text"
    }
    resource "crowdsec_integration" "long" {
      name          = join("", [for n in range(1000) : "0123456789"])
      output_format = "plain_text"
    }`);
  expect(shown).toContain('the name is "..", which no URL can hold');
  expect(shown).toContain('(10000 characters) takes 10000 characters in a URL; 4096 are the most');
  expect(await env.service.journal()).toEqual([]);
});
