import { Rule } from '../rule';
import { aggregation } from './aggregation';
import { description } from './description';
import { format } from './format';
import { literalSecret } from './literal-secret';
import { name } from './name';
import { pulls } from './pulls';
import { quota } from './quota';
import { redundantCve } from './redundant-cve';
import { subscriptions } from './subscriptions';

/** All rules, in the order in which their findings are reported. */
export const RULES: readonly Rule[] = [format, subscriptions, name, description, literalSecret, aggregation, quota, pulls, redundantCve];
