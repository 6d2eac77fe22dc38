import * as z from 'zod/mini';
import type { Blocklist, BlocklistSubscriber } from '../types';
import { pageReader } from './page';
import { flag, maybe, number, reader, text } from './reader';

const blocklist = z.object({
  id: text,
  name: text,
  label: maybe(text),
  description: text,
  created_at: text,
  updated_at: text,
  is_private: flag,
  pricing_tier: text,
  source: text,
  stats: z.object({ count: maybe(number) }),
  tags: maybe(z.array(text)),
  categories: maybe(z.array(z.object({ name: text, label: text }))),
});

export const readBlocklist = reader<Blocklist>(blocklist);
export const readBlocklistPage = pageReader<Blocklist>(blocklist);
export const readSubscriberPage = pageReader<BlocklistSubscriber>(z.object({ id: text, entity_type: text, remediation: text }));

/** The ids that could not be subscribed, each with the service's reason. `updated` is described in two ways: not read. */
export const readSubscribeErrors = reader<{ readonly errors?: readonly Readonly<Record<string, string>>[] }>(
  z.object({ errors: maybe(z.array(z.record(text, text))) }),
);
