import { dataSources } from './operations/data-sources';
import { reading } from './operations/reads';
import { subscribing } from './operations/subscriptions';
import { writes } from './operations/writes';

/** By the suite file that runs them. */
export const OPERATIONS = { writes, 'subscriptions': subscribing, 'reads': reading, 'data-sources': dataSources } as const;

export type Group = keyof typeof OPERATIONS;
