import { subscriptionId, SubscriptionKind } from '../../model';
import { KEY_ARGUMENTS, SUBSCRIPTION_KINDS, subscriptionType } from '../resource-types';
import { commentText } from '../text';
import { AdoptedFile, ExistingSubscription, Named } from '../types';
import { Import } from './imports-file';
import { assignments, forEachMap, forEachSet, textLiteral } from './literals';

/** An identifier as Terraform's labels have it. */
export function labelOf(identifier: string): string {
  return identifier.replaceAll('-', '_');
}

/** One integration with its subscriptions. A name that ends in `_override.tf` would mean something to Terraform. */
export function integrationFile({ identifier, integration }: Named): AdoptedFile {
  const label = labelOf(identifier);
  const { id, name, outputFormat, description, pullLimit, enableIpAggregation, subscriptions } = integration;
  const declaration = [
    `# ${id} at the service.`,
    `resource "crowdsec_integration" "${label}" {`,
    ...assignments([
      ['name', textLiteral(name)],
      ['output_format', textLiteral(outputFormat)],
      ...(description === undefined ? [] : [['description', textLiteral(description)] as const]),
      ...(pullLimit === undefined ? [] : [['pull_limit', String(pullLimit)] as const]),
      ...(enableIpAggregation ? [['enable_ip_aggregation', 'true'] as const] : []),
    ]),
    '}',
    '',
  ];
  return {
    path: `integration-${identifier}.tf`,
    text: [declaration.join('\n'), ...subscriptionBlocks(label, `crowdsec_integration.${label}.id`, subscriptions)].join('\n'),
  };
}

/** A block for each kind of subscription. */
export function subscriptionBlocks(label: string, integrationId: string, subscriptions: readonly ExistingSubscription[]): string[] {
  return SUBSCRIPTION_KINDS.flatMap((kind) => {
    const ofKind = subscriptions.filter((subscription) => subscription.kind === kind);
    return ofKind.length === 0 ? [] : [subscriptionBlock(label, integrationId, kind, ofKind)];
  });
}

function subscriptionBlock(label: string, integrationId: string, kind: SubscriptionKind, subscriptions: readonly ExistingSubscription[]): string {
  const withRemediation = subscriptions[0].remediation !== undefined;
  const elements = subscriptions.map(({ key, remediation, title }) => ({
    key: textLiteral(key),
    value: remediation === undefined ? undefined : textLiteral(remediation),
    comment: title === undefined ? undefined : commentText(title, 50),
  }));
  return [
    `resource "${subscriptionType(kind)}" "${label}" {`,
    ...(withRemediation ? forEachMap(elements) : forEachSet(elements)),
    '',
    ...assignments([
      ['integration_id', integrationId],
      [KEY_ARGUMENTS[kind], withRemediation ? 'each.key' : 'each.value'],
      ...(withRemediation ? [['remediation', 'each.value'] as const] : []),
    ]),
    '}',
    '',
  ].join('\n');
}

/** What the blocks of an integration take over. */
export function subscriptionImports(label: string, integrationId: string, subscriptions: readonly ExistingSubscription[]): Import[] {
  return subscriptions.map(({ kind, key }) => ({ to: `${subscriptionType(kind)}.${label}[${textLiteral(key)}]`, id: subscriptionId(integrationId, key) }));
}
