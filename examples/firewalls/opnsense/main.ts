import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OpnsenseProvider, OpnSenseUrlTableAlias, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'opnsense');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new OpnsenseProvider(stack, 'opnsense', { uri: 'https://192.0.2.1' }); // key and secret: OPNSENSE_API_KEY, OPNSENSE_API_SECRET

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.OPNSENSE,
  subscriptions: { cves: ['CVE-2024-25600'] },
});
const blocklist = new OpnSenseUrlTableAlias(stack, 'blocklist', { integration: edge, name: 'crowdsec' });

// For the rule that blocks: source, or destination.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
