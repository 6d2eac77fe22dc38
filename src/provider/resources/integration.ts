/**
 * An integration: `/integrations` and `/integrations/{id}`. All but the entity type changes in place. The service shows credentials only
 * when it makes them, so reads keep those of the state.
 */
import { Integration, IntegrationWithCredentials, isApiError } from '../../api';
import { checkFormatFitsEntity, checkObjectId, EntityType, entityTypeOf, parseIntegrationReference, quoted } from '../../model';
import { attributePath, DiagnosticError, isUnknown, PlanContext, Planned, Resource, UNKNOWN } from '../../tfplugin';
import { withGrace } from '../attempts';
import { explain, isLost } from '../diagnostics';
import { Connection, Service } from '../service';
import { sameText } from '../values';
import { createOnce } from './integration-create';
import { asPlanned, fromWire, hideSecretsOf, keptSecrets, NO_SECRETS, ownOf, secretsOf, toCreate, toUpdate } from './integration-mapping';
import { integrationSchema, IntegrationState } from './integration-schema';
import { update, updateWithCredentials } from './integration-update';
import { holds, subscribe, Subscription, subscriptionsOf } from './subscriptions';

export function integrationResource(service: Service): Resource<IntegrationState> {
  return {
    schema: integrationSchema,

    validateConfig({ output_format: format, entity_type: entityType }, { diagnostics }) {
      if (isUnknown(format) || isUnknown(entityType) || entityType === null) return;
      const problem = checkFormatFitsEntity(format, entityType);
      if (problem) diagnostics.error('Entity type does not fit', problem, attributePath('entity_type'));
    },

    modifyPlan(planned, prior, context) {
      planEntityType(planned, context);
      planCredentials(planned);
      if (prior && prior.description !== null && planned.description === null) {
        context.diagnostics.warning('Description stays at the service', `the service cannot clear a description: ${quoted(prior.description)} stays on `
          + `integration ${quoted(prior.name)}, and Terraform no longer looks after it. To change it, set another description`, attributePath('description'));
      }
    },

    async create(planned, context) {
      const own = ownOf(planned);
      const exists = (made: Integration) => context.exists(asPlanned(fromWire(made, own, NO_SECRETS), withoutSecrets(planned)));
      const { integration, credentials } = await service.ask('create the integration', context, (connection) =>
        createOnce(connection, toCreate(planned), context, exists), `integration ${quoted(planned.name as string)}`);
      return asPlanned(fromWire(integration, own, secretsOf(credentials, integration.endpoint)), planned);
    },

    async read(state, context) {
      const subject = state.name === null ? `integration ${quoted(state.id)}` : named(state);
      const integration = await service.ask('read the integration', context, ({ reads }) => reads.get(state.id, context.signal), subject);
      if (!integration) return null;
      const own = { credentials_version: state.credentials_version, force_destroy: state.force_destroy ?? false };
      const now = fromWire(integration, own, keptSecrets(state, integration.endpoint));
      // A description that the configuration does not have cannot be cleared: showing it would plan its removal for ever.
      const imported = state.name === null;
      return !imported && state.description === null ? { ...now, description: null } : now;
    },

    async update(planned, prior, context) {
      hideSecretsOf(prior);
      const body = toUpdate(planned, prior);
      if (!body) return asPlanned(prior, planned);
      const connection = await service.connect(context);
      const { reads, turns } = connection;
      const { signal } = context;
      const { id } = prior;
      // A rename that was interrupted halfway would leave what the service dropped unsubscribed.
      const change = () => withGrace(signal, async (late) => {
        const before = body.name === undefined ? undefined : await reads.fresh(id, late);
        const updated: IntegrationWithCredentials = await (body.regenerate_credentials ? updateWithCredentials : update)(connection, id, body, late)
          .catch(async (error) => {
            reads.forget(id);
            // It may have been carried out all the same, and then the service has dropped what no later run would make again.
            if (before && isLost(error)) await restoreSubscriptions(connection, subscriptionsOf(before), id, late).catch(() => undefined);
            throw error;
          });
        reads.wrote(updated);
        const secrets = updated.credentials ? secretsOf(updated.credentials, updated.endpoint) : keptSecrets(prior, updated.endpoint);
        const state = asPlanned(fromWire(updated, ownOf(planned), secrets), planned);
        context.exists(state);
        if (before) await restoreSubscriptions(connection, subscriptionsOf(before), id, late);
        return state;
      });
      try {
        return await turns.alone(id, change);
      } catch (error) {
        reads.forget(id);
        throw explain('update the integration', error, {
          subject: named(prior),
          ...(isApiError(error, 'CONFLICT') && body.name !== undefined && { path: attributePath('name'), remedy: NAME_TAKEN }),
          ...(body.regenerate_credentials && isLost(error) && {
            remedy: 'The credentials may have been regenerated, which ends those that Terraform knows. Run terraform apply again.',
          }),
        });
      }
    },

    async delete(state, context) {
      hideSecretsOf(state);
      const connection = await service.connect(context);
      const { client, reads } = connection;
      try {
        await withGrace(context.signal, (late) => client.integrations.delete(state.id, { force: state.force_destroy }, { signal: late }));
      } catch (error) {
        if (isApiError(error, 'NOT_FOUND') || (isLost(error) && await isGone(connection, state.id, context.signal))) return;
        throw await undeletable(connection, state, error, context.signal);
      } finally {
        reads.forget(state.id);
      }
    },

    async importState(text, context) {
      const id = await importedId(service, text, context.signal);
      context.diagnostics.warning('Imported without credentials', `the service shows credentials only when it makes them, so those of integration "${id}" `
        + 'are null. To mint new ones set credentials_version to any text and apply; the old ones, which a device may still use, then end at once');
      return { id };
    },
  };
}

/** Derives the entity type from the format where the configuration leaves it out. One that is not known yet may replace the integration. */
function planEntityType(planned: Planned<IntegrationState>, context: PlanContext): void {
  if (context.configured('entity_type') !== null) return;
  planned.entity_type = isUnknown(planned.output_format) ? UNKNOWN : entityTypeOf(planned.output_format);
}

/** Which credentials there will be follows from the entity type: the others are known to be null. */
function planCredentials(planned: Planned<IntegrationState>): void {
  if (isUnknown(planned.entity_type)) return;
  const others = planned.entity_type === EntityType.FIREWALL_INTEGRATION
    ? ['api_key', 'lapi_url'] as const
    : ['username', 'password', 'endpoint_with_credentials'] as const;
  for (const name of others) {
    if (isUnknown(planned[name])) planned[name] = null;
  }
}

/** The plan, with the secrets left open: what exists before its credentials are known. */
function withoutSecrets(planned: Planned<IntegrationState>): Planned<IntegrationState> {
  return { ...planned, username: UNKNOWN, password: UNKNOWN, api_key: UNKNOWN, endpoint_with_credentials: UNKNOWN };
}

const NAME_TAKEN = 'The new name is another integration\'s. If that one gives it up in the same apply, run terraform apply again; to swap two names, '
  + 'first give one of the two a third name and apply.';

/** Subscribes again to whatever a rename dropped, also where some of it fails. */
async function restoreSubscriptions(connection: Connection, before: readonly Subscription[], id: string, signal: AbortSignal): Promise<void> {
  const after = await connection.reads.get(id, signal);
  const dropped = after ? before.filter((subscription) => !holds(after, subscription)) : [];
  const failures: { readonly subscription: Subscription; readonly error: unknown }[] = [];
  for (const subscription of dropped) {
    const tried = signal.aborted ? Promise.reject(signal.reason) : subscribe(connection, subscription, signal, 'accept');
    await tried.catch((error) => failures.push({ subscription, error }));
  }
  if (failures.length === 0) return;
  const { error } = failures[0];
  const reason = error instanceof DiagnosticError ? ` The first failed so:\n\n${error.diagnostic.detail}` : '';
  throw DiagnosticError.of('Subscriptions lost in a rename', 'the rename is done, but the service dropped subscriptions on the way, and these could not be made '
    + `again: ${listed(failures.map(({ subscription }) => subscription))}. Run terraform apply again, which makes those of them that Terraform manages, and `
    + `make the others by hand.${reason}`);
}

function listed(subscriptions: readonly Subscription[]): string {
  return subscriptions.map(({ kind, key }) => `${kind} ${quoted(key)}`).join(', ');
}

function named({ id, name }: Pick<IntegrationState, 'id' | 'name'>): string {
  return `integration ${quoted(name)} (${id})`;
}

/** Whether an integration is certainly not there. */
async function isGone({ reads }: Connection, id: string, signal: AbortSignal): Promise<boolean> {
  return reads.fresh(id, signal).then((now) => now === undefined, () => false);
}

async function undeletable({ reads }: Connection, state: IntegrationState, error: unknown, signal: AbortSignal): Promise<unknown> {
  const { id } = state;
  const subject = named(state);
  const refused = isApiError(error, 'BAD_REQUEST', 'CONFLICT', 'INVALID_REQUEST', 'FORBIDDEN');
  const left = refused ? await reads.fresh(id, signal).then((now) => (now ? subscriptionsOf(now) : []), () => []) : [];
  if (left.length === 0) return explain('delete the integration', error, { subject });
  return explain('delete the integration', error, {
    subject: `${subject} is still subscribed to ${listed(left)}`,
    remedy: 'The service deletes no integration that is subscribed to something. End these subscriptions, which Terraform does not manage, '
      + 'or set force_destroy = true and apply before the destroy.',
  });
}

/** The id behind what the user typed: an id, or `name:NAME`. */
async function importedId(service: Service, text: string, signal: AbortSignal): Promise<string> {
  const reference = parseIntegrationReference(text);
  if ('id' in reference) {
    const problem = checkObjectId(reference.id);
    if (problem) throw DiagnosticError.of('Invalid import id', `${problem}. Write the integration's id, or name:NAME`);
    // Shared with the read that follows, so it costs no request.
    const there = await service.ask('find the integration to import', { signal }, ({ reads }) => reads.get(reference.id, signal), `integration ${quoted(reference.id)}`);
    if (there) return reference.id;
    throw notThere(`has the id ${quoted(reference.id)}`);
  }
  const all = await service.ask('find the integration to import', { signal }, ({ reads }) => reads.list(signal), `integration ${quoted(reference.name)}`);
  const found = all.find(({ name }) => sameText(name, reference.name));
  if (found) return found.id;
  throw notThere(`is named ${quoted(reference.name)}`);
}

function notThere(what: string): DiagnosticError {
  return DiagnosticError.of('Integration not found', `no integration of the organisation ${what}; the data source crowdsec_integrations lists them`);
}
