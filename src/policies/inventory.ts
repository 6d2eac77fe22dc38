import { TerraformElement, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { BlocklistSubscription, CveSubscription, FingerprintSubscription, VendorSubscription } from '../constructs';
import { SubscriptionKind } from '../model';
import { expressionOf } from '../synth';
import { Arguments, literalOf, writtenBy } from './values';

export interface DeclaredSubscription {
  readonly at: IConstruct;
  readonly kind: SubscriptionKind;
  /** Undefined where only Terraform knows it. */
  readonly key?: string;
}

export interface DeclaredIntegration {
  readonly at: IConstruct;
  readonly resource: TerraformResource;
  readonly args: Arguments;
  readonly subscriptions: DeclaredSubscription[];
}

/** Anything of Terraform's, as it will be written. */
export interface DeclaredElement {
  readonly at: IConstruct;
  readonly element: TerraformElement;
  readonly json: Arguments;
}

/** What is declared under a construct, the stacks below included: by this package's constructs, by its bindings, or by others of the same types. */
export interface Inventory {
  readonly elements: readonly DeclaredElement[];
  readonly integrations: readonly DeclaredIntegration[];
  /** Subscriptions of which only Terraform knows the integration. */
  readonly unplaced: readonly DeclaredSubscription[];
  /** Configurations of the provider crowdsec, by stack, for what names none. */
  readonly providers: ReadonlyMap<TerraformStack, TerraformProvider>;
}

/** Kinds of subscriptions by type of resource, with the argument that holds the key. */
const SUBSCRIPTIONS: { readonly [type: string]: readonly [SubscriptionKind, string] } = {
  crowdsec_vendor_subscription: ['vendor', 'vendor'],
  crowdsec_cve_subscription: ['cve', 'cve'],
  crowdsec_fingerprint_subscription: ['fingerprint', 'fingerprint'],
  crowdsec_blocklist_subscription: ['blocklist', 'blocklist_id'],
};

export function inventoryOf(scope: IConstruct): Inventory {
  const elements = scope.node.findAll().filter((node): node is TerraformElement => TerraformElement.isTerraformElement(node))
    .map((element) => ({ at: writtenBy(element), element, json: element.toTerraform() }));
  const integrations = resourcesIn(elements, (type) => type === 'crowdsec_integration')
    .map((found): DeclaredIntegration => ({ ...found, subscriptions: [] }));
  return { elements, integrations, unplaced: place(elements, integrations), providers: ownProviders(elements) };
}

function resourcesIn(elements: readonly DeclaredElement[], wanted: (type: string) => boolean) {
  return elements.flatMap(({ at, element, json }) => {
    if (!TerraformResource.isTerraformResource(element) || !wanted(element.terraformResourceType)) return [];
    const resources = json.resource as { [type: string]: { [id: string]: Arguments } } | undefined;
    const args = resources?.[element.terraformResourceType][element.friendlyUniqueId];
    return args ? [{ at, resource: element, args }] : [];
  });
}

/** Hands each subscription to its integration; answers those of which that is not known. */
function place(elements: readonly DeclaredElement[], integrations: readonly DeclaredIntegration[]): DeclaredSubscription[] {
  const byResource = new Map<IConstruct, DeclaredIntegration>(integrations.map((one) => [one.resource, one]));
  const byExpression = new Map(integrations.map((one) => [placeOf(one.resource, `\${${addressOf(one.resource)}.id}`), one]));
  return resourcesIn(elements, (type) => type in SUBSCRIPTIONS).flatMap(({ at, resource, args }) => {
    const [kind, argument] = SUBSCRIPTIONS[resource.terraformResourceType];
    const subscription = { at, kind, key: literalOf(args[argument]) };
    const stated = subscriberOf(at);
    const expression = stated ? '' : expressionOf(resource, String(args.integration_id));
    const integration = stated ? byResource.get(stated) : byExpression.get(placeOf(resource, expression));
    integration?.subscriptions.push(subscription);
    // What belongs to an integration of somebody else is nobody's here.
    return integration || stated || /^(\$\{data\.crowdsec_integration\.|[0-9a-f]{24}$)/i.test(expression) ? [] : [subscription];
  });
}

/** The integration that a subscription's construct names; the bindings name none. */
function subscriberOf(at: IConstruct): IConstruct | undefined {
  const known = [VendorSubscription, CveSubscription, FingerprintSubscription, BlocklistSubscription].some((kind) => at instanceof kind);
  const { integration } = at as VendorSubscription;
  return known ? integration.node.defaultChild ?? integration : undefined;
}

function placeOf(element: TerraformElement, expression: string): string {
  return `${TerraformStack.of(element).node.path} ${expression}`;
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

function ownProviders(elements: readonly DeclaredElement[]): Map<TerraformStack, TerraformProvider> {
  const providers = elements.map(({ element }) => element).filter((element): element is TerraformProvider => (
    TerraformProvider.isTerraformProvider(element) && element.terraformResourceType === 'crowdsec' && element.alias === undefined
  ));
  return new Map(providers.map((provider) => [TerraformStack.of(provider), provider]));
}
