import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, F5FeedList, Integration, OutputFormat, RestapiProvider } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'f5');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new RestapiProvider(stack, 'restapi', { uri: 'https://192.0.2.1' }); // the administrator: REST_API_USERNAME and REST_API_PASSWORD

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.F5,
  subscriptions: { vendors: ['F5 Networks'], cves: ['CVE-2024-25600'] },
});
const blocklist = new F5FeedList(stack, 'blocklist', { integration: edge, name: 'crowdsec' });

// To attach: to the whole device, a virtual server or a route domain.
new TerraformOutput(stack, 'policy', { value: blocklist.policyPath });

app.synth();
