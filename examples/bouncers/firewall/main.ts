import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  BouncerComponent, BouncerConfig, CrowdsecProvider, FirewallBouncerMode, Integration, LocalProvider, OutputFormat, SensitiveFile,
} from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'gateway');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new LocalProvider(stack, 'local');

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.REMEDIATION_COMPONENT,
  subscriptions: { vendors: ['Fortinet'], cves: ['CVE-2024-25600'] },
});
const bouncer = new BouncerConfig(stack, 'bouncer', {
  component: BouncerComponent.FIREWALL,
  integration: edge,
  options: { firewall: { mode: FirewallBouncerMode.NFTABLES } },
});

// Here Terraform runs on the host itself; elsewhere the content goes into cloud-init, an image or a secret.
new SensitiveFile(stack, 'file', { path: bouncer.path, content: bouncer.content, mode: bouncer.mode });

new TerraformOutput(stack, 'then', { value: [bouncer.checkCommand, bouncer.reloadCommand] });

app.synth();
