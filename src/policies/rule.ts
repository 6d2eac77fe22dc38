import type { BlocklistPolicyProps } from './blocklist-policy';
import { Finding } from './finding';
import { Inventory } from './inventory';

/** One rule of the policy; one that was not asked for finds nothing. */
export type Rule = (props: BlocklistPolicyProps, inventory: Inventory) => Finding[];
