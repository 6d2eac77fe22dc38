import { blocklistContract } from './blocklist.contract';
import { contentContract } from './content.contract';
import { infoContract } from './info.contract';
import { integrationContract } from './integration.contract';
import { ruleContract } from './rule.contract';
import { subscriptionContract } from './subscription.contract';
import type { Suite } from './target';

/** The contract: every suite, for every server that claims to be the Service API. */
export const SUITES: { readonly [name: string]: Suite } = {
  info: infoContract,
  integrations: integrationContract,
  subscriptions: subscriptionContract,
  catalogue: ruleContract,
  blocklists: blocklistContract,
  content: contentContract,
};
