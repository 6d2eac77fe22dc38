import type { FastifyInstance } from 'fastify';
import type { Vendor } from '../catalogue/catalogue';
import { sorted, type Order } from '../catalogue/sorting';
import { answerPage } from '../http/answers';
import { notFound } from '../http/problem';
import { readRuleOrder, writeVendorRule } from '../objects/rule';
import type { World } from '../world';

const VENDOR_KEYS: { readonly [name: string]: (vendor: Vendor) => string | number | null } = {
  value: (vendor) => vendor.value.toLowerCase(),
  nb_cves: (vendor) => vendor.nb_cves,
  nb_ips: (vendor) => vendor.nb_ips,
  latest_rule_release: (vendor) => vendor.latest_rule_release,
};

/** Vendors, and what concerns one of them. */
export function vendorRoutes(app: FastifyInstance, world: World): void {
  app.get('/vendors', (request) => answerPage(request, (query) => {
    const wanted = query.text('query')?.toLowerCase() ?? '';
    const by = query.choice('sort_by', Object.keys(VENDOR_KEYS));
    const order: Order = query.choice('sort_order', ['asc', 'desc']) ?? 'desc';
    return () => {
      const found = world.catalogue.vendors().filter(({ value }) => value.toLowerCase().includes(wanted));
      // There is no default to sort by: the catalogue's own order then.
      return by ? sorted(found, VENDOR_KEYS[by], order) : found;
    };
  }, (vendor) => vendor));

  app.get<{ Params: { vendor: string } }>('/vendors/:vendor', (request) => answerPage(request, (query) => {
    const inOrder = readRuleOrder(query);
    return () => {
      const rules = world.catalogue.rulesOf(request.params.vendor);
      if (!rules) throw notFound('Vendor', request.params.vendor);
      return inOrder(rules);
    };
  }, writeVendorRule));
}
