import * as z from 'zod/mini';
import type { Vendor } from '../types';
import { pageReader } from './page';
import { maybe, number, text } from './reader';

export const readVendorPage = pageReader<Vendor>(z.object({
  value: text,
  nb_cves: maybe(number),
  nb_fingerprints: maybe(number),
  nb_ips: maybe(number),
  nb_ips_cves: maybe(number),
  nb_ips_fingerprints: maybe(number),
  latest_rule_release: z.nullish(text),
}));
