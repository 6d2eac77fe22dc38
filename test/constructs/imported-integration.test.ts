import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { bindings, CrowdsecProvider, Integration } from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const ID = '0123456789abcdef01234567';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
});

describe('an integration that is looked up', () => {
  test('by id', () => {
    const edge = Integration.fromIntegrationId(stack, 'edge', ID);
    expect(edge.node.defaultChild).toBeInstanceOf(bindings.DataCrowdsecIntegration);
    expect(Template.of(stack).data('crowdsec_integration')).toEqual({ id: ID });
  });

  test('by name', () => {
    Integration.fromIntegrationName(stack, 'edge', 'console-made');
    expect(Template.of(stack).data('crowdsec_integration')).toEqual({ name: 'console-made' });
  });

  test('hands on what the service says, and subscribes', () => {
    const edge = Integration.fromIntegrationName(stack, 'edge', 'console-made');
    edge.subscribeToVendor('Microsoft');
    for (const prop of ['integrationId', 'integrationName', 'endpoint', 'lapiUrl', 'outputFormat'] as const) {
      new TerraformOutput(stack, prop, { value: edge[prop] });
    }
    const template = Template.of(stack);
    const attribute = (name: string) => ({ value: expect.stringMatching(new RegExp(`^\\$\\{data\\.crowdsec_integration\\.edge_.*\\.${name}\\}$`)) });
    expect(template.outputs).toEqual({
      integrationId: attribute('id'),
      integrationName: attribute('name'),
      endpoint: attribute('endpoint'),
      lapiUrl: attribute('lapi_url'),
      outputFormat: attribute('output_format'),
    });
    expect(template.resource('crowdsec_vendor_subscription').integration_id).toMatch(/^\$\{data\.crowdsec_integration\.edge_.*\.id\}$/);
  });

  test('with the provider that is named', () => {
    const provider = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    Integration.fromIntegrationName(stack, 'edge', 'console-made', { provider }).subscribeToCve('CVE-2024-25600');
    const template = Template.of(stack);
    expect(template.data('crowdsec_integration').provider).toBe('crowdsec.tenant');
    expect(template.resource('crowdsec_cve_subscription').provider).toBe('crowdsec.tenant');
  });

  test.each(['username', 'password', 'apiKey', 'endpointWithCredentials'] as const)('has no %s', (prop) => {
    const edge = Integration.fromIntegrationId(stack, 'edge', ID);
    expect(() => edge[prop]).toThrow(new RegExp(`^production/edge: "${prop}": the service shows credentials only when they are made.*credentialsVersion`));
  });

  test('what is subscribed is its owner\'s affair: no warning', () => {
    Integration.fromIntegrationId(stack, 'edge', ID);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('an id that is none, an empty name', () => {
    Integration.fromIntegrationId(stack, 'a', 'edge');
    Integration.fromIntegrationName(stack, 'b', '');
    expect(problemsOf(stack)).toEqual([
      'production/a: "integrationId": "edge" is no id; ids are 24 hexadecimal digits',
      'production/b: "integrationName": the name is empty; it needs at least one character',
    ]);
  });

  test('an id that only Terraform knows', () => {
    Integration.fromIntegrationId(stack, 'a', new TerraformVariable(stack, 'id', { type: 'string' }).stringValue);
    expect(problemsOf(stack)).toEqual([]);
  });
});
