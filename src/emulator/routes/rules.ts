import type { FastifyInstance } from 'fastify';
import { EXPLOITATION_PHASES } from '../../model';
import type { Rule, RuleType } from '../catalogue/rules';
import { sorted, type Order } from '../catalogue/sorting';
import { answerPage } from '../http/answers';
import { notFound } from '../http/problem';
import type { Query } from '../http/query';
import type { World } from '../world';

type Key = (rule: Rule) => string | number | null;

/** What rules are sorted by. How the service measures a trend is not described: momentum, then addresses here. */
export const RULE_KEYS: { readonly [name: string]: Key } = {
  rule_release_date: ({ fields }) => fields.rule_release_date,
  trending: ({ fields }) => fields.momentum_score * 1_000_000 + fields.nb_ips,
  nb_ips: ({ fields }) => fields.nb_ips,
  name: ({ fields }) => fields.name.toLowerCase(),
  first_seen: ({ fields }) => fields.first_seen,
};

const NOUNS = [
  { type: 'cve', path: '/cves', label: 'CVE' },
  { type: 'fingerprint', path: '/fingerprints', label: 'Fingerprint' },
] as const;

/** CVEs and fingerprints: the same lists, but that only CVEs are filtered by phase. */
export function ruleRoutes(app: FastifyInstance, world: World): void {
  for (const { type, path, label } of NOUNS) {
    app.get(path, (request) => {
      let detailed = false;
      return answerPage(request, (query) => {
        const { by, order } = readRuleOrder(query);
        const wanted = query.text('query')?.toLowerCase() ?? '';
        const phase = type === 'cve' ? query.choice('exploitation_phase', EXPLOITATION_PHASES) : undefined;
        detailed = query.flag('detailed');
        return () => sorted(world.catalogue.rules.filter((rule) => matches(rule, type, wanted, phase)), RULE_KEYS[by], order);
      }, (rule) => writeRule(rule, detailed ? undefined : []));
    });

    app.get<{ Params: { id: string } }>(`${path}/:id`, (request) => {
      const rule = world.catalogue.rule(type, request.params.id);
      if (!rule) throw notFound(label, request.params.id);
      return writeRule(rule);
    });
  }
}

export function readRuleOrder(query: Query): { readonly by: string; readonly order: Order } {
  const by = query.choice('sort_by', Object.keys(RULE_KEYS)) ?? 'rule_release_date';
  return { by, order: query.choice('sort_order', ['asc', 'desc']) ?? 'desc' };
}

/** A rule as the API writes it, with all of the heavy fields or some of them. */
export function writeRule(rule: Rule, heavy?: readonly string[]): { readonly [name: string]: unknown } {
  const details = heavy?.length === 0 ? [] : Object.entries(rule.details());
  return { ...rule.fields, ...Object.fromEntries(details.filter(([name]) => heavy?.includes(name) ?? true)) };
}

function matches({ type, fields }: Rule, wantedType: RuleType, wanted: string, phase?: string): boolean {
  if (type !== wantedType || (phase && fields.exploitation_phase.name !== phase)) return false;
  const components = fields.affected_components.flatMap(({ vendor, product }) => [vendor, product]);
  return [fields.id, fields.title, ...components].some((each) => each.toLowerCase().includes(wanted));
}
