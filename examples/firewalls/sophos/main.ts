import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat, SophosThreatFeed } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'sophos');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.SOPHOS,
  subscriptions: { vendors: ['Sophos'], cves: ['CVE-2024-25600'] },
});
const blocklist = new SophosThreatFeed(stack, 'blocklist', {
  integration: edge,
  name: 'crowdsec',
  hostname: 'firewall.example.com', // the administrator: SOPHOS_USERNAME and SOPHOS_PASSWORD
});

new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
