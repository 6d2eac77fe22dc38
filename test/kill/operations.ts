/** What is declared before and after each operation, as Terraform's configuration and as an app of the toolkit. */
import { Service } from '../support/service';

export const OPERATIONS = ['create', 'rotate', 'delete'] as const;
export type Operation = typeof OPERATIONS[number];

/** `first` leaves `credentials_version` out, `rotated` has one. */
export type Declared = 'nothing' | 'first' | 'rotated';

/** What is there before an operation, and what it brings about. */
export const DECLARED: { readonly [operation in Operation]: { readonly before: Declared; readonly after: Declared } } = {
  create: { before: 'nothing', after: 'first' },
  rotate: { before: 'first', after: 'rotated' },
  delete: { before: 'first', after: 'nothing' },
};

export const NAME = 'edge';
export const VENDOR = 'Microsoft';

/** Id of a blocklist that anybody may subscribe to. */
export async function anyBlocklist(service: Service): Promise<string> {
  return (await service.api('GET', '/blocklists?size=1')).items[0].id;
}

/** The subscriptions come one after the other, so that the requests have an order. */
export function terraformMain(declared: Declared, blocklist: string): string {
  if (declared === 'nothing') return '';
  return `
    resource "crowdsec_integration" "edge" {
      name          = "${NAME}"
      output_format = "plain_text"
      ${declared === 'rotated' ? 'credentials_version = "2"' : ''}
    }
    resource "crowdsec_vendor_subscription" "microsoft" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "${VENDOR}"
    }
    resource "crowdsec_blocklist_subscription" "list" {
      integration_id = crowdsec_integration.edge.id
      blocklist_id   = "${blocklist}"
      depends_on     = [crowdsec_vendor_subscription.microsoft]
    }`;
}

/** The same as a program. The stack is there even when nothing is declared in it. */
export function cdktfMain(declared: Declared, blocklist: string): string {
  const props = `name: '${NAME}', outputFormat: OutputFormat.PLAIN_TEXT${declared === 'rotated' ? ", credentialsVersion: '2'" : ''}`;
  const integration = `
    const edge = new Integration(stack, 'edge', { ${props} });
    const microsoft = edge.subscribeToVendor('${VENDOR}');
    edge.subscribeToBlocklist('${blocklist}').node.addDependency(microsoft);`;
  return `
    const { App, TerraformStack } = require('cdktf');
    const { CrowdsecProvider, Integration, OutputFormat } = require('cdktf-crowdsec');
    const app = new App();
    const stack = new TerraformStack(app, 'edge');
    new CrowdsecProvider(stack, 'crowdsec');
    ${declared === 'nothing' ? '' : integration}
    app.synth();`;
}
