import type { Operation } from '../operation';
import { edge, KINDS, subscription } from './configuration';

/** Making and ending one of each kind. */
export const subscribing: readonly Operation[] = KINDS.flatMap((kind): Operation[] => [
  {
    name: `subscribe ${kind.kind}`,
    request: { method: 'POST', path: kind.add },
    answer: kind.kind === 'blocklist' ? 'object' : 'unread',
    planned: false,
    ...(kind.kind === 'blocklist' && { field: 'errors' }),
    before: () => edge(),
    main: (facts) => edge() + subscription(kind, facts),
    says: {
      // The catalogue is asked for a blocklist first, whenever Terraform plans it: also in an apply.
      operation: new RegExp(`Unable to (make|check) the ${kind.kind} subscription`),
      object: (facts) => `${kind.kind} "${kind.key(facts)}" for integration "${facts.ids.edge}"`,
    },
    holds: (facts) => [`edge plain_text ${kind.kind}/${kind.key(facts)}`],
  },
  {
    name: `unsubscribe ${kind.kind}`,
    request: { method: 'DELETE', path: kind.end },
    answer: 'unread',
    planned: false,
    before: (facts) => edge() + subscription(kind, facts),
    main: () => edge(),
    says: {
      operation: new RegExp(`Unable to end the ${kind.kind} subscription`),
      object: (facts) => `${kind.kind} "${kind.key(facts)}" for integration "${facts.ids.edge}"`,
    },
    holds: () => ['edge plain_text'],
  },
]);
