import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  BouncerComponent, BouncerConfig, CrowdsecProvider, Duration, Integration, LocalProvider, OutputFormat, PlanTier, SensitiveFile,
} from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'web');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
new LocalProvider(stack, 'local');

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.REMEDIATION_COMPONENT,
  pullLimit: 25_000, // nginx asks for no compression, and an answer is cut at about 5 MB
  subscriptions: { fingerprints: ['microsoft-exchange'], cves: ['CVE-2024-25600'] },
});
const bouncer = new BouncerConfig(stack, 'bouncer', {
  component: BouncerComponent.NGINX,
  integration: edge,
  planTier: PlanTier.ENTERPRISE,
  updateFrequency: Duration.hours(1), // nginx pulls for the first time after this
});

// Here Terraform runs on the host itself; elsewhere the content goes into cloud-init, an image or a secret.
new SensitiveFile(stack, 'file', { path: bouncer.path, content: bouncer.content, mode: bouncer.mode });

new TerraformOutput(stack, 'then', { value: [bouncer.checkCommand, bouncer.reloadCommand] });
new TerraformOutput(stack, 'notes', { value: bouncer.notes });

app.synth();
