import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CrowdsecProvider, Integration, OutputFormat } from 'cdktf-crowdsec';

/** What the team deploys, and what its tests deploy too. Where the state lives is not its business: main.ts says that. */
export class BlocklistStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CrowdsecProvider(this, 'crowdsec');
    const edge = new Integration(this, 'edge', {
      outputFormat: OutputFormat.PLAIN_TEXT,
      subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'] },
    });
    edge.addOutputs();
  }
}
