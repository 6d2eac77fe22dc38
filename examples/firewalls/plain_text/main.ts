import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, HostUpdater, Integration, LocalProvider, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'plain-text');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new LocalProvider(stack, 'local');

// One integration for each host: every pull counts for the plan.
const gateway = new Integration(stack, 'gateway', {
  outputFormat: OutputFormat.PLAIN_TEXT,
  subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'] },
});
const updater = new HostUpdater(stack, 'updater', { integration: gateway, name: 'crowdsec' });

// For the host's user data, in the provider of its cloud.
new TerraformOutput(stack, 'cloud-init', { value: updater.cloudInit(), sensitive: true });

// Or as files below a folder, for an image or for copying.
updater.writeLocally('gateway');

app.synth();
