import * as z from 'zod/mini';
import type { Cve, Fingerprint, Rule } from '../types';
import { pageReader } from './page';
import { flag, maybe, number, reader, text } from './reader';

const rule = z.object({
  id: text,
  name: text,
  title: text,
  affected_components: z.array(z.object({ vendor: z.nullish(text), product: z.nullish(text) })),
  crowdsec_score: number,
  nb_ips: number,
  exploitation_phase: z.object({ name: text, label: text, description: text }),
  opportunity_score: maybe(number),
  momentum_score: maybe(number),
  first_seen: z.nullish(text),
  last_seen: z.nullish(text),
  rule_release_date: z.nullish(text),
});

const cve = z.extend(rule, { published_date: text, has_public_exploit: flag, cvss_score: z.nullish(number) });

export const readCve = reader<Cve>(cve);
export const readCvePage = pageReader<Cve>(cve);
export const readFingerprint = reader<Fingerprint>(rule);
export const readFingerprintPage = pageReader<Fingerprint>(rule);
/** A vendor's CVEs and fingerprints: what both have in common, and which of them it is. */
export const readTypedRulePage = pageReader<Rule & { readonly type: string }>(z.extend(rule, { type: text }));
