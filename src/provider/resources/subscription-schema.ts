import { checkObjectId, checkSubscriptionKey, SubscriptionKind } from '../../model';
import { Schema, STRING, TypedAttribute } from '../../tfplugin';
import { notEmpty, text } from '../validators';

const INTEGRATION_ID: TypedAttribute = {
  type: STRING,
  required: true,
  requiresReplace: true,
  description: 'Id of the integration that subscribes. A change replaces the subscription.',
  validators: [text(checkObjectId)],
};

function idAttribute(key: string): TypedAttribute {
  return { type: STRING, computed: true, description: `Id of the subscription: \`INTEGRATION_ID/${key.toUpperCase()}\`.` };
}

/** Schema of a subscription that is keyed by the integration's name: its key is the attribute `kind`. */
export function namedSubscriptionSchema(kind: SubscriptionKind, description: string, keyDescription: string): Schema {
  return {
    description,
    attributes: {
      integration_id: INTEGRATION_ID,
      [kind]: {
        type: STRING,
        required: true,
        requiresReplace: true,
        description: `${keyDescription} A change replaces the subscription.`,
        validators: [text((value) => checkSubscriptionKey(kind, value))],
      },
      id: idAttribute(kind),
    },
  };
}

export const blocklistSubscriptionSchema: Schema = {
  description: 'Subscribes an integration to a blocklist: one of CrowdSec\'s, a third party\'s, or the organisation\'s own.',
  attributes: {
    integration_id: INTEGRATION_ID,
    blocklist_id: {
      type: STRING,
      required: true,
      requiresReplace: true,
      description: 'Id of the blocklist, 24 hexadecimal digits; the data source `crowdsec_blocklists` lists them. It must exist when the plan '
        + 'is made. A change replaces the subscription.',
      validators: [text(checkObjectId)],
    },
    remediation: {
      type: STRING,
      optional: true,
      computed: true,
      description: 'What a remediation component does with the addresses, such as `ban` or `captcha`. Required for remediation-component '
        + 'integrations; default for firewalls: what the service chooses. A change is made in place.',
      validators: [notEmpty('remediation')],
    },
    id: idAttribute('blocklist_id'),
  },
};
