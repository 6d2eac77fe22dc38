import { App, Fn, TerraformResource, TerraformStack } from 'cdktf';
import { BigipProvider, CrowdsecProvider, F5FeedListCommand, Integration, OutputFormat } from 'cdktf-crowdsec';

const app = new App();
const stack = new TerraformStack(app, 'f5-command');

new CrowdsecProvider(stack, 'crowdsec'); // the key: CROWDSEC_SERVICE_API_KEY
// The administrator: BIGIP_USER and BIGIP_PASSWORD
new BigipProvider(stack, 'bigip', { address: '192.0.2.1', trustedCertPath: '/etc/ssl/certs/bigip-ca.pem' });

const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.F5,
  subscriptions: { vendors: ['F5 Networks'], cves: ['CVE-2024-25600'] },
});
// AS3 makes the policy, below; it cannot make a feed list.
const blocklist = new F5FeedListCommand(stack, 'blocklist', { integration: edge, name: 'crowdsec', policy: false });

// A virtual server with a policy of AS3 (3.55.0 or newer) that drops what the feed list names.
const declaration = {
  class: 'AS3',
  declaration: {
    class: 'ADC',
    schemaVersion: '3.55.0',
    edge: {
      class: 'Tenant',
      web: {
        class: 'Application',
        service: { class: 'Service_HTTP', virtualAddresses: ['192.0.2.80'], virtualPort: 80, ipIntelligencePolicy: { use: 'crowdsec' } },
        crowdsec: { class: 'IP_Intelligence_Policy', defaultAction: 'drop', feedLists: [{ bigip: blocklist.feedListPath }] },
      },
    },
  },
};
const as3 = new TerraformResource(stack, 'web', { terraformResourceType: 'bigip_as3' });
as3.addOverride('as3_json', Fn.jsonencode(declaration));

app.synth();
