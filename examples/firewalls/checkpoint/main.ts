import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CheckPointIocFeed, CheckPointNetworkFeed, CheckPointProvider, CrowdsecProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'checkpoint');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new CheckPointProvider(stack, 'checkpoint', { server: '192.0.2.1', sessionName: 'crowdsec' }); // the key: CHECKPOINT_API_KEY

const install = { policyPackage: 'Standard', targets: ['gateway'] };

// An object for Access Control rules.
const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.PLAIN_TEXT,
  subscriptions: { vendors: ['Check Point'], cves: ['CVE-2024-25600'] },
});
const blocklist = new CheckPointNetworkFeed(stack, 'blocklist', { integration: edge, name: 'crowdsec', install });

// Indicators for Threat Prevention. An integration of its own: each is pulled once a day.
const threats = new Integration(stack, 'threats', {
  outputFormat: OutputFormat.CHECKPOINT,
  subscriptions: { vendors: ['Check Point'] },
});
new CheckPointIocFeed(stack, 'indicators', { integration: threats, name: 'crowdsec_ioc', install });

// For the rule that drops: source or destination.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
