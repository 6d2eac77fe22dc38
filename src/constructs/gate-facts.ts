import { Fn, TerraformIterator, TerraformResource, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import * as bindings from '../bindings';
import { OutputFormat } from '../model';
import { isKnown } from '../synth';
import { IIntegration } from './integration-types';
import { CrowdsecProvider } from './provider';
import { subscriptionsOf } from './subscription-register';

export type Texts = { readonly [name: string]: string };

/** The resource of an integration that is declared; of one that is looked up there are no credentials. */
export function declaredBy({ node }: IIntegration): bindings.Integration | undefined {
  return node.defaultChild instanceof bindings.Integration ? node.defaultChild : undefined;
}

/** What stands for a construct in Terraform, made once: what the toolkit knows of a reference across stacks it keeps with that very one. */
class References<T extends IConstruct> {
  private readonly made = new WeakMap<T, string>();

  constructor(private readonly make: (construct: T) => string) {}

  to(construct: T): string {
    const reference = this.made.get(construct) ?? this.make(construct);
    this.made.set(construct, reference);
    return reference;
  }
}

const IDS = new References((resource: TerraformResource) => resource.getStringAttribute('id'));

/** Those that the format has: of the others a state that is read from another stack knows nothing, not even that they are null. */
const CREDENTIALS = new References((integration: IIntegration) => {
  const { username, password, apiKey } = declaredBy(integration)!;
  const format = isKnown(integration.outputFormat) ? integration.outputFormat : undefined;
  return Fn.jsonencode({
    ...(format !== OutputFormat.REMEDIATION_COMPONENT && { username, password }),
    ...((format === undefined || format === OutputFormat.REMEDIATION_COMPONENT) && { api_key: apiKey }),
  });
});

export function credentialsOf(integration: IIntegration): string {
  return CREDENTIALS.to(integration);
}

/** Ids of all that an integration subscribes to in this app, by kind, in an order that does not follow the order of the program. */
export function subscriptionIds(integration: IIntegration): { [kind: string]: unknown } {
  const entries = [...subscriptionsOf(integration)].sort((a, b) => (a.construct.node.path < b.construct.node.path ? -1 : 1));
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return Object.fromEntries(kinds.map((kind) => {
    const constructs = new Set(entries.filter((entry) => entry.kind === kind).map(({ construct }) => construct));
    const resources = [...constructs].map(({ node }) => node.defaultChild as TerraformResource);
    const single = resources.filter(({ forEach }) => !forEach).map((resource) => IDS.to(resource));
    const several = resources.filter(({ forEach }) => forEach).map((resource) => TerraformIterator.fromResources(resource).pluckProperty('id'));
    return [kind, several.length > 0 ? Fn.concat([single, ...several]) : single];
  }));
}

/** What the helper has to know of the provider; the rest is in the environment that both have from Terraform. */
export function connectionOf(provider: CrowdsecProvider | undefined): Texts {
  const config = provider?.terraformProvider as bindings.CrowdsecProvider | undefined;
  const settings = {
    CROWDSEC_SERVICE_API_KEY: config?.apiKey,
    CROWDSEC_SERVICE_API_URL: config?.apiUrl,
    CROWDSEC_GATE_CA_CERTIFICATE_PEM: config?.caCertificatePem,
    CROWDSEC_GATE_REQUEST_TIMEOUT_SECONDS: config?.requestTimeoutSeconds,
    CROWDSEC_GATE_MAX_RETRIES: config?.maxRetries,
    CROWDSEC_GATE_REQUESTS_PER_SECOND: config?.requestsPerSecond,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, isKnown(value) ? String(value) : Token.asString(value)]));
}
