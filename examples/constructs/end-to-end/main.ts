import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CrowdsecProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

/** One integration with one subscription of each common kind, and what a firewall needs to pull its blocklist. */
class BlocklistStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // The key comes from the environment variable CROWDSEC_SERVICE_API_KEY.
    new CrowdsecProvider(this, 'crowdsec');

    const demo = new Integration(this, 'demo_blocklist', {
      name: 'demo_blocklist',
      description: 'Demo',
      outputFormat: OutputFormat.PLAIN_TEXT,
      subscriptions: {
        vendors: ['Microsoft'], // all CVEs and reconnaissance rules of the vendor, those to come included
        cves: ['CVE-2024-25600'], // one CVE of a vendor that is not subscribed to as a whole
        fingerprints: ['microsoft-exchange'],
      },
    });
    demo.addOutputs();
  }
}

const app = new App();
new BlocklistStack(app, 'end-to-end');
app.synth();
