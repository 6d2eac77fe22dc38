import type { FastifyInstance } from 'fastify';
import { EXPLOITATION_PHASES } from '../../model';
import type { Rule, RuleType } from '../catalogue/rules';
import { answerPage } from '../http/answers';
import { notFound } from '../http/problem';
import { readRuleOrder, writeRule } from '../objects/rule';
import type { World } from '../world';

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
        const inOrder = readRuleOrder(query);
        const wanted = query.text('query')?.toLowerCase() ?? '';
        const phase = type === 'cve' ? query.choice('exploitation_phase', EXPLOITATION_PHASES) : undefined;
        detailed = query.flag('detailed');
        return () => inOrder(world.catalogue.rules.filter((rule) => matches(rule, type, wanted, phase)));
      }, (rule) => writeRule(rule, detailed));
    });

    app.get<{ Params: { id: string } }>(`${path}/:id`, (request) => {
      const rule = world.catalogue.rule(type, request.params.id);
      if (!rule) throw notFound(label, request.params.id);
      return writeRule(rule, true);
    });
  }
}

function matches({ type, fields }: Rule, wantedType: RuleType, wanted: string, phase?: string): boolean {
  if (type !== wantedType || (phase && fields.exploitation_phase.name !== phase)) return false;
  const components = fields.affected_components.flatMap(({ vendor, product }) => [vendor, product]);
  return [fields.id, fields.title, ...components].some((each) => each.toLowerCase().includes(wanted));
}
