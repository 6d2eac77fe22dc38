import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CiscoSecurityIntelligenceFeed, CrowdsecProvider, FmcProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'cisco');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new FmcProvider(stack, 'fmc', { url: 'https://192.0.2.1' }); // user and password: FMC_USERNAME, FMC_PASSWORD

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.CISCO,
  subscriptions: { vendors: ['Cisco'], cves: ['CVE-2024-25600'] },
});
const blocklist = new CiscoSecurityIntelligenceFeed(stack, 'blocklist', { integration: edge, name: 'crowdsec' });

// For the block list of the access control policy, by hand.
new TerraformOutput(stack, 'feeds', { value: blocklist.listNames });

app.synth();
