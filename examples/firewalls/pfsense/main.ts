import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat, PfsenseProvider, PfSenseUrlTableAlias } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'pfsense');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new PfsenseProvider(stack, 'pfsense', { url: 'https://192.0.2.1' }); // the password: TF_PFSENSE_PASSWORD

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.PFSENSE,
  subscriptions: { cves: ['CVE-2024-25600'] },
});
const blocklist = new PfSenseUrlTableAlias(stack, 'blocklist', { integration: edge, name: 'crowdsec' });

// For the rule that blocks: source, or destination.
new TerraformOutput(stack, 'lists', { value: blocklist.listNames });

app.synth();
