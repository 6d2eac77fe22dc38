import { Integration } from '../api';
import {
  checkDescription, checkEntityType, checkFormatFitsEntity, checkIntegrationName, checkObjectId, checkOutputFormat, checkSubscriptionKey,
  OutputFormat,
} from '../model';
import { ExistingSubscription } from './types';

/** The toolkit's own mark in a text, which it would replace. */
const TOKEN = '${TfToken[';

/** Says why no configuration of this version can declare an integration, or nothing. */
export function integrationProblem(integration: Integration): string | undefined {
  const { id, name, description, output_format: format, entity_type: entityType, pull_limit: limit } = integration;
  return checkObjectId(id)
    ?? checkOutputFormat(format)
    ?? checkEntityType(entityType)
    ?? checkFormatFitsEntity(format, entityType)
    ?? checkIntegrationName(name)
    ?? checkToken('name', name)
    ?? (description === undefined ? undefined : checkDescription(description) ?? checkToken('description', description))
    ?? (typeof limit === 'number' && !(Number.isSafeInteger(limit) && limit >= 0) ? `its pull limit is ${limit}, which is no whole number of at least 0` : undefined);
}

/** Says why no configuration of this version can declare a subscription, or nothing. */
export function subscriptionProblem(integration: Integration, { kind, key, remediation }: ExistingSubscription): string | undefined {
  const problem = (kind === 'blocklist' ? checkObjectId(key) : undefined) ?? checkSubscriptionKey(kind, key) ?? checkToken(kind, key);
  if (problem !== undefined || kind !== 'blocklist' || integration.output_format !== OutputFormat.REMEDIATION_COMPONENT) return problem;
  if (remediation === undefined || remediation.trim() === '') return 'the service names no remediation, which a remediation component needs';
  return checkToken('remediation', remediation);
}

function checkToken(what: string, text: string): string | undefined {
  return text.includes(TOKEN) ? `its ${what} holds "${TOKEN}", which the toolkit takes for its own` : undefined;
}
