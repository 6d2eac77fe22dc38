import { LocalBackend, TerraformElement, TerraformOutput, TerraformProvider, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { integration, judge } from './judged';
import { bindings, FortiGateThreatFeed, FortiosProvider, OutputFormat } from '../../src';

/** A resource of somebody's provider, with any arguments. */
class Other extends TerraformResource {
  constructor(scope: TerraformStack, id: string, private readonly args: object) {
    super(scope, id, { terraformResourceType: 'other_feed' });
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { ...this.args };
  }
}

const literal = (path: string, argument: string) => `${path}: policy "literal-secret": "${argument}" is a literal secret, which would be written to the `
  + 'synthesised JSON in clear text. Give the value of a TerraformVariable with sensitive: true and no default, or of a secret store\'s data source';

test('secrets in clear text are found wherever they stand, and never shown', () => {
  const { errors } = judge({}, (stack) => {
    new bindings.CrowdsecProvider(stack, 'second', { alias: 'second', apiKey: 'hunter2' });
    new Other(stack, 'feed', { url: 'https://u:hunter2@192.0.2.1/list', password: 'hunter2', auth: [{ apiKey: 'hunter2' }], headers: { 'X-Api-Key': 'hunter2' } });
    new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true, default: 'hunter2' });
    new TerraformVariable(stack, 'device_password', { type: 'string', default: 'hunter2' });
    new TerraformOutput(stack, 'where', { value: 'https://u:hunter2@192.0.2.1/' });
    (integration(stack, 'edge').node.defaultChild as TerraformResource).addOverride('token', 'hunter2');
  });
  expect(errors.sort()).toEqual([
    literal('production/device_password', 'default'),
    literal('production/edge', 'token'),
    literal('production/feed', 'auth[0].apiKey'),
    literal('production/feed', 'headers.X-Api-Key'),
    literal('production/feed', 'password'),
    literal('production/feed', 'url'),
    literal('production/second', 'api_key'),
    literal('production/secret', 'default'),
    literal('production/where', 'value'),
  ]);
  expect(errors.join()).not.toContain('hunter2');
});

test('what comes from variables and resources is fine, and so is what is no secret', () => {
  expect(judge({}, (stack) => {
    const secret = new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true }).stringValue;
    const edge = integration(stack, 'edge', { outputFormat: OutputFormat.FORTIGATE });
    new FortiosProvider(stack, 'fortios', { hostname: '192.0.2.9', token: secret });
    new FortiGateThreatFeed(stack, 'blocklist', { integration: edge });
    new Other(stack, 'feed', {
      url: edge.endpointWithCredentials,
      mixed: `https://user:${edge.password}@192.0.2.1/`,
      password: secret,
      token: '${var.secret}',
      auth: { api_key: '' },
      password_policy: 'strict',
      secret_name: 'edge',
      plain: 'https://192.0.2.1:8443/a@b',
    });
    new LocalBackend(stack, { path: 'terraform.tfstate' });
  })).toEqual({ errors: [], warnings: [] });
});

test('can be allowed', () => {
  expect(judge({ allowLiteralSecrets: true }, (stack) => new Other(stack, 'feed', { password: 'hunter2' }))).toEqual({ errors: [], warnings: [] });
});

test('providers of everybody are looked at', () => {
  class OtherProvider extends TerraformProvider {
    protected synthesizeAttributes() {
      return { url: 'https://192.0.2.1', password: 'hunter2' };
    }
  }
  const { errors } = judge({}, (stack) => {
    const provider: TerraformElement = new OtherProvider(stack, 'other', { terraformResourceType: 'other', terraformProviderSource: 'x/other' });
    expect(provider).toBeDefined();
  });
  expect(errors).toEqual([literal('production/other', 'password')]);
});
