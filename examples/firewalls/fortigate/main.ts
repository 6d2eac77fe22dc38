import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, FortiGateThreatFeed, FortiosProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'fortigate');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new FortiosProvider(stack, 'fortios', { hostname: '192.0.2.1' }); // the token: FORTIOS_ACCESS_TOKEN

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.FORTIGATE,
  subscriptions: { vendors: ['Fortinet'], cves: ['CVE-2024-25600'] },
});
const blocklist = new FortiGateThreatFeed(stack, 'blocklist', { integration: edge, name: 'crowdsec' });

// For the policy that denies: source or destination addresses.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
