import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'any');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.PLAIN_TEXT,
  subscriptions: { cves: ['CVE-2024-25600'] },
});
const { urls, username, password, headerName, headerValue, rootCertificate } = edge.connection({ capacity: 600_000 });

new TerraformOutput(stack, 'urls', { value: urls }); // two: an answer carries 300,000 entries
new TerraformOutput(stack, 'username', { value: username });
new TerraformOutput(stack, 'password', { value: password, sensitive: true });
new TerraformOutput(stack, 'header', { value: `${headerName}: ${headerValue}`, sensitive: true });
new TerraformOutput(stack, 'root_certificate', { value: `${rootCertificate.url} ${rootCertificate.sha256Fingerprint}` });

app.synth();
