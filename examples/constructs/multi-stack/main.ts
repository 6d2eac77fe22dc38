import { App, TerraformIterator, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CrowdsecProvider, CveSubscription, Cves, IIntegration, Integration, OutputFormat, VendorSubscription } from 'cdktf-crowdsec';

/** The integrations, looked after by the security team. */
class IntegrationsStack extends TerraformStack {
  readonly edge: Integration;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CrowdsecProvider(this, 'crowdsec');
    this.edge = new Integration(this, 'edge', {
      outputFormat: OutputFormat.PALOALTO,
      description: 'Firewalls at the edge',
      subscriptions: { vendors: ['Microsoft'] },
    });

    // Every CVE of a high score that is in mass exploitation when Terraform runs: a later deployment adds and drops subscriptions.
    const cves = new Cves(this, 'mass', { exploitationPhase: 'mass_exploitation', minScore: 8 });
    const each = TerraformIterator.fromList(cves.ids);
    new CveSubscription(this, 'mass-exploitation', { integration: this.edge, cve: each.value, forEach: each });
  }
}

/** One site's firewall, looked after by another team. It refers to the integration, and adds what it needs itself. */
class SiteStack extends TerraformStack {
  constructor(scope: Construct, id: string, edge: IIntegration) {
    super(scope, id);
    new CrowdsecProvider(this, 'crowdsec');
    new VendorSubscription(this, 'citrix', { integration: edge, vendor: 'Citrix' });
    new TerraformOutput(this, 'blocklist_url', { value: edge.endpoint, sensitive: true });
    new TerraformOutput(this, 'blocklist_user', { value: edge.username, sensitive: true });
    new TerraformOutput(this, 'blocklist_password', { value: edge.password, sensitive: true });
  }
}

const app = new App();
const integrations = new IntegrationsStack(app, 'integrations');
new SiteStack(app, 'site', integrations.edge);
app.synth();
