import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat, PaloAltoExternalDynamicList, PaloAltoLocation, PaloAltoModel, PanosProvider } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'paloalto');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new PanosProvider(stack, 'panos', { hostname: '192.0.2.1' }); // the key: PANOS_API_KEY

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.PALOALTO,
  subscriptions: { vendors: ['Palo Alto Networks'], cves: ['CVE-2024-25600'] },
});
const blocklist = new PaloAltoExternalDynamicList(stack, 'blocklist', {
  integration: edge,
  name: 'crowdsec',
  location: PaloAltoLocation.vsys({ name: 'vsys1' }),
  model: PaloAltoModel.OTHER, // holds 50,000 addresses
  certificateProfile: 'amazon-root-ca-1',
  at: '04',
});

// For the rule that drops: source or destination addresses.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
