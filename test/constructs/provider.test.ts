import { TerraformProvider, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { bindings, CrowdsecProvider, Integration, OutputFormat } from '../../src';
import { PLUGIN_VERSION } from '../../src/plugin';
import { problemsOf, Template, testApp } from '../support/template';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
});

describe('CrowdsecProvider', () => {
  test('has the L1 as its default child, which constructs of the toolkit take', () => {
    const provider = new CrowdsecProvider(stack, 'crowdsec');
    expect(provider.node.defaultChild).toBeInstanceOf(bindings.CrowdsecProvider);
    expect(TerraformProvider.isTerraformProvider(provider.terraformProvider)).toBe(true);
  });

  test('minimal: everything comes from the environment, and the version is exactly this one', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    const template = Template.of(stack);
    expect(template.providers).toEqual([{}]);
    expect(template.json.terraform.required_providers.crowdsec).toEqual({ source: 'terraform.local/crowdsec/crowdsec', version: PLUGIN_VERSION });
    expect(Testing.synthHcl(stack)).toContain(`version = "${PLUGIN_VERSION}"`);
  });

  test('takes every argument of the provider', () => {
    const key = new TerraformVariable(stack, 'key', { type: 'string', sensitive: true });
    new CrowdsecProvider(stack, 'crowdsec', {
      apiKey: key.stringValue,
      apiUrl: 'http://127.0.0.1:4010/v1',
      expectedOrganizationId: 'org',
      requestTimeoutSeconds: 10,
      maxRetries: 0,
      requestsPerSecond: 2.5,
      caCertificatePem: 'PEM',
    });
    expect(Template.of(stack).providers).toEqual([{
      api_key: '${var.key}',
      api_url: 'http://127.0.0.1:4010/v1',
      expected_organization_id: 'org',
      request_timeout_seconds: 10,
      max_retries: 0,
      requests_per_second: 2.5,
      ca_certificate_pem: 'PEM',
    }]);
  });

  test('several with an alias', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    const tenant = new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    const template = Template.of(stack);
    expect(template.providers).toEqual([{}, { alias: 'tenant' }]);
    expect(tenant.alias).toBe('tenant');
  });

  test('a literal key is an error without the key, and is nowhere in the JSON even where checks are skipped', () => {
    new CrowdsecProvider(stack, 'crowdsec', { apiKey: 'not-a-real-key' });
    const problems = problemsOf(stack);
    expect(problems).toEqual([
      expect.stringMatching(/^production\/crowdsec: "apiKey" is a literal.*CROWDSEC_SERVICE_API_KEY.*TerraformVariable with sensitive: true/),
    ]);
    expect(problems.join() + Testing.synth(stack)).not.toContain('not-a-real-key');
  });

  test('a URL that would show the key to the network', () => {
    new CrowdsecProvider(stack, 'crowdsec', { apiUrl: 'http://crowdsec.example/v1' });
    expect(problemsOf(stack)).toEqual([
      expect.stringMatching(/^production\/crowdsec: "apiUrl": "http:\/\/crowdsec.example\/v1" would send the key in plain text/),
    ]);
  });

  test('a URL that only Terraform knows', () => {
    new CrowdsecProvider(stack, 'crowdsec', { apiUrl: new TerraformVariable(stack, 'url', { type: 'string' }).stringValue });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('one of another stack', () => {
    const other = new TerraformStack(stack.node.scope!, 'other');
    const provider = new CrowdsecProvider(other, 'crowdsec');
    new CrowdsecProvider(stack, 'crowdsec');
    new Integration(stack, 'edge', { outputFormat: OutputFormat.F5, provider });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/edge: "provider": other\/crowdsec belongs to another stack/)]);
  });

  test('two of which none, or both, have an alias: the second is told', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    new CrowdsecProvider(stack, 'again');
    new CrowdsecProvider(stack, 'tenant', { alias: 'tenant' });
    new CrowdsecProvider(stack, 'tenant-again', { alias: 'tenant' });
    expect(problemsOf(stack)).toEqual([
      expect.stringMatching(/^production\/again: production\/crowdsec is the stack's provider already. Give this one an "alias"/),
      expect.stringMatching(/^production\/tenant-again: "alias": "tenant" is the alias of production\/tenant too/),
    ]);
  });

  test('a provider that was taken out again', () => {
    const removed = new CrowdsecProvider(stack, 'crowdsec');
    new Integration(stack, 'edge', { outputFormat: OutputFormat.F5 });
    expect(problemsOf(stack)).toEqual([]);
    stack.node.tryRemoveChild(removed.node.id);
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/edge needs a CrowdsecProvider/)]);
  });

  test('what is no provider is refused, not ignored', () => {
    const provider = new CrowdsecProvider(stack, 'crowdsec').terraformProvider as never;
    expect(() => new Integration(stack, 'edge', { outputFormat: OutputFormat.F5, provider }))
      .toThrow('production/edge: "provider" is no CrowdsecProvider');
  });

  test('platforms are a copy, by default the one of the synthesis', () => {
    const provider = new CrowdsecProvider(stack, 'crowdsec', { platforms: ['linux_amd64', 'darwin_arm64'] });
    provider.platforms.pop();
    expect(provider.platforms).toEqual(['linux_amd64', 'darwin_arm64']);
    expect(new CrowdsecProvider(stack, 'other', { alias: 'other' }).platforms).toEqual([expect.stringMatching(/^[a-z]+_[a-z0-9]+$/)]);
  });
});
