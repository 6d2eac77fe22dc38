import { App, HttpBackend, S3Backend, TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

const { CI, STATE_BUCKET: bucket, TF_HTTP_ADDRESS: address, CROWDSEC_ORGANIZATION_ID: expectedOrganizationId } = process.env;

const app = new App();
const stack = new TerraformStack(app, 'blocklists');
new CrowdsecProvider(stack, 'crowdsec', { expectedOrganizationId });

// Where the state lives is the pipeline's to say. On a laptop it may lie beside the app; a job's is gone with the job.
if (bucket) {
  new S3Backend(stack, { bucket, key: 'blocklists.tfstate', encrypt: true });
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
} else if (address) {
  new HttpBackend(stack, { address });
} else if (CI) {
  throw new Error('there is no place for the state: set STATE_BUCKET or TF_HTTP_ADDRESS');
}

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.PALOALTO,
  subscriptions: { vendors: ['Microsoft', 'Citrix'] },
});
edge.addOutputs();

app.synth();
