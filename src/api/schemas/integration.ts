import * as z from 'zod/mini';
import type { Credentials, Decision, Decisions, Integration, IntegrationWithCredentials } from '../types';
import { pageReader } from './page';
import { flag, maybe, number, reader, text } from './reader';

const reference = z.object({ id: text });

const integration = z.object({
  id: text,
  name: text,
  organization_id: text,
  description: maybe(text),
  created_at: text,
  updated_at: text,
  last_pull: z.nullish(text),
  entity_type: text,
  output_format: text,
  blocklists: z.array(z.object({ id: text, name: maybe(text), label: maybe(text), remediation: z.nullish(text) })),
  cves: z.array(reference),
  fingerprints: z.array(reference),
  vendors: z.array(reference),
  endpoint: text,
  stats: maybe(z.object({ count: maybe(number) })),
  tags: maybe(z.array(text)),
  pull_limit: z.nullish(number),
  enable_ip_aggregation: maybe(flag),
});

const credentials: z.ZodMiniType<Credentials> = z.union([
  z.object({ username: text, password: text }),
  z.object({ api_key: text }),
]);

const decisions = z.pipe(
  z.nullish(z.array(z.object({ origin: text, type: text, scope: text, value: text, duration: text, scenario: text }))),
  z.transform((list): Decision[] => list ?? []),
);

export const readIntegration = reader<Integration>(integration);
export const readIntegrationPage = pageReader<Integration>(integration);
export const readIntegrationWithCredentials = reader<IntegrationWithCredentials>(
  z.extend(integration, { credentials: z.nullish(credentials) }),
);

/** The stream; a list that is null is empty. */
export const readStream = reader<Decisions>(z.object({ new: decisions, deleted: decisions }));
