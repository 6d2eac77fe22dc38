import { App, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  BouncerComponent, BouncerConfig, BouncerOptions, CloudflareBouncerAction, CrowdsecProvider, Duration, Integration, OutputFormat,
} from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'edge');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
const token = new TerraformVariable(stack, 'cloudflare_token', { type: 'string', sensitive: true });
const engineKey = new TerraformVariable(stack, 'engine_key', { type: 'string', sensitive: true });

/** Each component has an integration of its own: the service sends every change once. */
function file(component: BouncerComponent, options?: BouncerOptions): BouncerConfig {
  const integration = new Integration(stack, `${component}-integration`, {
    outputFormat: OutputFormat.REMEDIATION_COMPONENT,
    subscriptions: { cves: ['CVE-2024-25600'] },
  });
  return new BouncerConfig(stack, component, { component, integration, options });
}

const files = [
  file(BouncerComponent.TRAEFIK),
  file(BouncerComponent.CADDY),
  file(BouncerComponent.CLOUDFLARE, {
    cloudflare: {
      accounts: [{
        id: '0123456789abcdef0123456789abcdef',
        token: token.stringValue,
        zones: [{ zoneId: 'fedcba9876543210fedcba9876543210', routes: ['*example.org/*'], action: CloudflareBouncerAction.BAN }],
      }],
    },
  }),
  // Beside a security engine, as often as its decisions come; an integration is not needed.
  new BouncerConfig(stack, 'haproxy', {
    component: BouncerComponent.HAPROXY_SPOA,
    localEngine: { url: 'http://127.0.0.1:8080', apiKey: engineKey.stringValue },
    updateFrequency: Duration.seconds(10),
  }),
];

// What whoever installs them needs: an image's build, a configuration management, a secret store.
new TerraformOutput(stack, 'files', {
  sensitive: true,
  value: files.map(({ path, owner, group, mode, content, reloadCommand }) => ({ path, owner, group, mode, content, reloadCommand })),
});

app.synth();
