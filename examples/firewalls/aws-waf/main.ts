import { App, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'aws-waf');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version: '>= 5.0' });
stack.addOverride('provider.aws', [{ region: 'eu-central-1' }]);

/** A resource of a provider that this app has no bindings of. */
function aws(id: string, type: string, args: { [name: string]: unknown }, ignoreChanges?: string[]): TerraformResource {
  const resource = new TerraformResource(stack, id, { terraformResourceType: type, lifecycle: { ignoreChanges } });
  Object.entries(args).forEach(([name, value]) => resource.addOverride(name, value));
  return resource;
}

// An IP set of AWS WAF holds 10,000 ranges at most.
const web = new Integration(stack, 'web', {
  outputFormat: OutputFormat.PLAIN_TEXT,
  pullLimit: 10_000,
  subscriptions: { vendors: ['Microsoft'] },
});

// Terraform makes the sets and leaves what is in them to the job that pulls, so that no plan pulls, and no list is in the state.
for (const version of ['IPV4', 'IPV6']) {
  const args = { name: `crowdsec-${version.toLowerCase()}`, scope: 'REGIONAL', ip_address_version: version, addresses: [] };
  const set = aws(version, 'aws_wafv2_ip_set', args, ['addresses']);
  new TerraformOutput(stack, `${version}-arn`, { value: set.getStringAttribute('arn') }); // for the rule that blocks
}

// The job's header, with the credentials. It never has a quote or a line break in it.
const { urls, headerName, headerValue } = web.connection();
const secret = aws('secret', 'aws_secretsmanager_secret', { name: 'crowdsec-blocklist' });
aws('header', 'aws_secretsmanager_secret_version', {
  secret_id: secret.getStringAttribute('id'),
  secret_string: `${headerName}: ${headerValue}`,
});
new TerraformOutput(stack, 'url', { value: urls[0] });

app.synth();
