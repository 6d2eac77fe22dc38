import { TerraformStack } from 'cdktf';
import { Connection, CrowdsecProvider, Integration, OutputFormat } from '../../src';
import { Template, testApp } from '../support/template';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
});

/** As Terraform reads it, with the integration's address shortened. */
function resolved(connection: Connection): any {
  stack.addOverride('locals.connection', connection);
  return JSON.parse(JSON.stringify(Template.of(stack).json.locals.connection).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
}

test('of a firewall: URL, user, password, and the header that says both', () => {
  const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.PLAIN_TEXT });
  expect(resolved(edge.connection())).toEqual({
    urls: ['${EDGE.endpoint}'],
    username: '${EDGE.username}',
    password: '${EDGE.password}',
    headerName: 'Authorization',
    headerValue: 'Basic ${base64encode("${EDGE.username}:${EDGE.password}")}',
    rootCertificate: expect.objectContaining({ commonName: 'Amazon Root CA 1', sha256Fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) }),
  });
});

test('with a capacity it comes in pages', () => {
  const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.MIKROTIK });
  expect(resolved(edge.connection({ capacity: 20_000, pageSize: 10_000 })).urls).toEqual([
    '${EDGE.endpoint}?page=1&page_size=10000', '${EDGE.endpoint}?page=2&page_size=10000',
  ]);
});

test('of a remediation component: its base URL, key and header', () => {
  const bouncer = new Integration(stack, 'bouncer', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
  expect(resolved(bouncer.connection())).toMatchObject({
    urls: ['${EDGE.lapi_url}'], apiKey: '${EDGE.api_key}', headerName: 'X-Api-Key', headerValue: '${EDGE.api_key}',
  });
});

test('one that is looked up says where its credentials are to be had', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  expect(() => found.connection()).toThrow(/^production\/found: "username": the service shows credentials only when they are made/);
});
