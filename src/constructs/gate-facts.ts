import { Fn, TerraformIterator, TerraformResource, Token } from 'cdktf';
import * as bindings from '../bindings';
import { isKnown } from '../synth';
import { IIntegration } from './integration-types';
import { CrowdsecProvider } from './provider';
import { subscriptionsOf } from './subscription-register';

export type Texts = { readonly [name: string]: string };

/** The resource of an integration that is declared; of one that is looked up there are no credentials. */
export function declaredBy({ node }: IIntegration): bindings.Integration | undefined {
  return node.defaultChild instanceof bindings.Integration ? node.defaultChild : undefined;
}

/** What stands for a resource in Terraform, made once for each: what the toolkit knows of a reference across stacks it keeps with that very one. */
class References<T extends TerraformResource> {
  private readonly made = new WeakMap<T, string>();

  constructor(private readonly make: (resource: T) => string) {}

  to(resource: T): string {
    const reference = this.made.get(resource) ?? this.make(resource);
    this.made.set(resource, reference);
    return reference;
  }
}

const IDS = new References((resource) => resource.getStringAttribute('id'));
const CREDENTIALS = new References(({ username, password, apiKey }: bindings.Integration) => Fn.jsonencode({ username, password, api_key: apiKey }));

/** Those that its format has; the others are null. */
export function credentialsOf(integration: IIntegration): string {
  return CREDENTIALS.to(declaredBy(integration)!);
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
