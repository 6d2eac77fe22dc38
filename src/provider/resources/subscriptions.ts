/** What all kinds of subscription share: sending one so that a lost answer loses nothing, and ending one. */
import { ApiError, Integration, isApiError, NamedSubscriptionKind } from '../../api';
import { quoted, subscriptionId, SubscriptionKind } from '../../model';
import { attributePath, DiagnosticError } from '../../tfplugin';
import { look, pause, withGrace } from '../attempts';
import { explain, howToImport, isLost, withoutAdvice } from '../diagnostics';
import { IntegrationFacts } from '../reads/integrations';
import { Connection } from '../service';
import { sameText } from '../values';

/** One subscription. */
export interface Subscription {
  readonly kind: SubscriptionKind;
  readonly key: string;
  readonly integrationId: string;
  /** Of a blocklist only. */
  readonly remediation?: string;
}

/** The list of an integration that holds the subscriptions of a kind. */
const LISTS = { vendor: 'vendors', cve: 'cves', fingerprint: 'fingerprints', blocklist: 'blocklists' } as const;

function keyAttribute(kind: SubscriptionKind): string {
  return kind === 'blocklist' ? 'blocklist_id' : kind;
}

/** Whether an integration holds a subscription. */
export function holds(integration: Integration, { kind, key }: Subscription): boolean {
  return integration[LISTS[kind]].some(({ id }) => sameText(id, key));
}

/** All that an integration subscribes to. */
export function subscriptionsOf(integration: Integration): Subscription[] {
  return (Object.keys(LISTS) as SubscriptionKind[]).flatMap((kind) => integration[LISTS[kind]].map((entry) => ({
    kind,
    key: entry.id,
    integrationId: integration.id,
    remediation: ('remediation' in entry && typeof entry.remediation === 'string') ? entry.remediation : undefined,
  })));
}

/**
 * Subscribes. After a lost answer it looks whether the subscription is there before it sends it again.
 * @param existing what to make of a subscription that was there before the first attempt
 */
export async function subscribe(
  connection: Connection,
  subscription: Subscription,
  signal: AbortSignal,
  existing: 'refuse' | 'accept' = 'refuse',
): Promise<void> {
  const { reads, maxRetries } = connection;
  const { integrationId } = subscription;
  let mayBeThere = existing === 'accept';
  let facts = await factsOf(connection, subscription, signal);
  for (let attempt = 0; ; attempt++) {
    try {
      await withGrace(signal, (late) => send(connection, subscription, facts, late));
      reads.forgetSubscriptions(integrationId);
      return;
    } catch (error) {
      const lost = isLost(error);
      if (!isApiError(error) || !(lost || isRefusal(error))) throw failed(subscription, error);
      mayBeThere ||= lost;
      if (lost) await pause(attempt, signal, error);
      const now = await look(maxRetries, signal, (late) => reads.fresh(integrationId, late));
      if (!now) throw noIntegration(subscription);
      if (holds(now, subscription)) {
        if (mayBeThere) return;
        throw alreadySubscribed(subscription, error);
      }
      // Refused under the name that it was known by, it may have been renamed since.
      const renamed = now.name !== facts.name;
      if (!(lost || renamed) || attempt >= maxRetries || signal.aborted) {
        throw isApiError(error, 'NOT_FOUND') ? unknownKey(subscription, error, await namesLike(connection, subscription, signal)) : failed(subscription, error);
      }
      facts = now;
    }
  }
}

/** Ends a subscription. One that is gone already, or whose integration is, is success: after a lost answer too. */
export async function unsubscribe(connection: Connection, subscription: Subscription, signal: AbortSignal): Promise<void> {
  const { reads, maxRetries } = connection;
  const { integrationId } = subscription;
  let facts = await reads.factsOf(integrationId, signal);
  while (facts) {
    try {
      await withGrace(signal, (late) => sendRemoval(connection, subscription, facts!, late));
      break;
    } catch (error) {
      if (!isApiError(error, 'NOT_FOUND', 'BAD_REQUEST') && !isLost(error)) throw failed(subscription, error, 'end');
      const now = await look(maxRetries, signal, (late) => reads.fresh(integrationId, late)).catch(() => {
        throw failed(subscription, error, 'end');
      });
      if (!now || !holds(now, subscription)) break;
      // The integration was renamed since its name was read: the old name found nothing.
      if (now.name === facts.name) throw failed(subscription, error, 'end');
      facts = now;
    }
  }
  reads.forgetSubscriptions(integrationId);
}

function isRefusal(error: unknown): boolean {
  return isApiError(error, 'BAD_REQUEST', 'CONFLICT', 'SUBSCRIPTION_REFUSED', 'NOT_FOUND');
}

async function factsOf(connection: Connection, subscription: Subscription, signal: AbortSignal): Promise<IntegrationFacts> {
  const facts = await connection.reads.factsOf(subscription.integrationId, signal);
  if (facts) return facts;
  throw noIntegration(subscription);
}

function noIntegration(subscription: Subscription): DiagnosticError {
  return DiagnosticError.of('Integration not found', `there is no integration ${quoted(subscription.integrationId)} to subscribe to ${shown(subscription)}; `
    + 'it may have been deleted outside Terraform, or belong to another organisation. Correct integration_id, or run terraform plan again to see what is left',
  attributePath('integration_id'));
}

async function send({ client }: Connection, subscription: Subscription, facts: IntegrationFacts, signal: AbortSignal): Promise<void> {
  const { kind, key, integrationId, remediation } = subscription;
  if (kind !== 'blocklist') return client.subscriptions.add(kind, key, facts.name, { signal });
  const body = { entity_type: facts.entity_type, ...(remediation !== undefined && { remediation }) };
  return client.blocklists.subscribe(key, integrationId, body, { signal });
}

async function sendRemoval({ client }: Connection, subscription: Subscription, facts: IntegrationFacts, signal: AbortSignal): Promise<void> {
  const { kind, key, integrationId } = subscription;
  if (kind === 'blocklist') return client.blocklists.unsubscribe(key, integrationId, { signal });
  return client.subscriptions.remove(kind as NamedSubscriptionKind, key, facts.name, { signal });
}

function shown({ kind, key }: Subscription): string {
  return `${kind} ${quoted(key)}`;
}

/** A subscription as errors name it. */
export function described(subscription: Subscription): string {
  return `${shown(subscription)} for integration ${quoted(subscription.integrationId)}`;
}

function failed(subscription: Subscription, error: unknown, verb = 'make'): unknown {
  const subject = described(subscription);
  const path = isApiError(error, 'INVALID_REQUEST') && verb === 'make' ? attributePath(keyAttribute(subscription.kind)) : undefined;
  return explain(`${verb} the ${subscription.kind} subscription`, error, { subject, path });
}

function unknownKey({ kind, key }: Subscription, error: ApiError, alike: readonly string[]): DiagnosticError {
  const meant = alike.length > 0 ? ` Did you mean ${alike.map(quoted).join(' or ')}?` : '';
  return DiagnosticError.of(`Unknown ${kind}`, `the service knows no ${kind} ${quoted(key)}: ${withoutAdvice(error)}\n\n`
    + `The data source crowdsec_${kind}s lists what there is.${meant}`, attributePath(keyAttribute(kind)));
}

/** Names of the catalogue that differ in capitals and spaces only. */
async function namesLike({ client }: Connection, { kind, key }: Subscription, signal: AbortSignal): Promise<string[]> {
  const plain = (name: string) => name.normalize('NFC').toLowerCase().replace(/\s+/g, '');
  const search = { query: key.trim() };
  try {
    const names = kind === 'vendor' ? (await client.vendors.list(search, { signal })).map(({ value }) => value)
      : kind === 'fingerprint' ? (await client.fingerprints.list(search, { signal })).map(({ id }) => id)
        : [];
    return names.filter((name) => plain(name) === plain(key));
  } catch {
    return [];
  }
}

function alreadySubscribed(subscription: Subscription, error: ApiError): DiagnosticError {
  const { kind, key, integrationId } = subscription;
  return DiagnosticError.of('Already subscribed', `integration ${quoted(integrationId)} is subscribed to ${shown(subscription)} already: `
    + `${withoutAdvice(error)}\n\nIf another resource of the configuration has the same subscription, remove one of the two. Otherwise import it:\n\n`
    + howToImport(`crowdsec_${kind}_subscription`, subscriptionId(integrationId, key)));
}
