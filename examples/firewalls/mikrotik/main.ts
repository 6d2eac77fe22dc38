import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, MikroTikAddressList, OutputFormat, RouterosProvider } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'mikrotik');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new RouterosProvider(stack, 'routeros', { hosturl: 'https://192.0.2.1', username: 'terraform' }); // the password: ROS_PASSWORD

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.MIKROTIK,
  subscriptions: { cves: ['CVE-2024-25600'] },
});
const blocklist = new MikroTikAddressList(stack, 'blocklist', { integration: edge, name: 'crowdsec', maxEntries: 70_000 });

// For the rule that drops: src-address-list, or dst-address-list.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
