import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, JuniperDynamicAddress, JunosProvider, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'juniper');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new JunosProvider(stack, 'junos', { ip: '192.0.2.1', username: 'netconf' }); // the private key: JUNOS_KEYFILE

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.JUNIPER,
  subscriptions: { cves: ['CVE-2024-25600'] },
});
const blocklist = new JuniperDynamicAddress(stack, 'blocklist', {
  integration: edge,
  name: 'crowdsec',
  tlsProfile: 'crowdsec', // an SSL initiation profile that trusts Amazon Root CA 1
});

// For the policy that denies: match source-address, or destination-address.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
