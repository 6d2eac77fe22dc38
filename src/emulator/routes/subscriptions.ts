import type { FastifyInstance } from 'fastify';
import { answerPage } from '../http/answers';
import { notFound, problem } from '../http/problem';
import { readBody, text } from '../http/validation';
import { writeSubscribed } from '../objects/integration';
import type { StoredIntegration } from '../types';
import type { World } from '../world';

/** What is subscribed to by the integration's name: how its paths begin, and what it is called in messages. */
const NOUNS = [
  { kind: 'vendor', path: '/vendors', label: 'Vendor' },
  { kind: 'cve', path: '/cves', label: 'CVE' },
  { kind: 'fingerprint', path: '/fingerprints', label: 'Fingerprint' },
] as const;

const FIELDS = { name: { required: true, check: text } };

interface ByKey {
  readonly Params: { readonly key: string };
}
interface ByKeyAndName {
  readonly Params: { readonly key: string; readonly name: string };
}

/** Subscriptions of integrations to vendors, CVEs and fingerprints. */
export function subscriptionRoutes(app: FastifyInstance, world: World): void {
  for (const { kind, path, label } of NOUNS) {
    const refuseUnknown = (key: string) => {
      if (!world.catalogue.runs(kind, key)) throw notFound(label, key);
    };

    app.post<ByKey>(`${path}/:key/integrations`, (request) => {
      const { key } = request.params;
      const { name } = readBody<{ readonly name: string }>(request.body, FIELDS);
      refuseUnknown(key);
      const subscribed = world.store.subscribe(named(world, name), { kind, key, created_at: world.clock.stamp() });
      if (!subscribed) throw problem(400, `Integration "${name}" is already subscribed to ${label} "${key}"`);
      return {};
    });

    app.get<ByKey>(`${path}/:key/integrations`, (request) => answerPage(request, () => () => {
      refuseUnknown(request.params.key);
      return world.store.subscribedTo(kind, request.params.key);
    }, (integration) => writeSubscribed(world, integration)));

    app.delete<ByKeyAndName>(`${path}/:key/integrations/:name`, (request) => {
      const { key, name } = request.params;
      refuseUnknown(key);
      const ended = world.store.unsubscribe(named(world, name), kind, key);
      if (!ended) throw problem(400, `Integration "${name}" is already unsubscribed from ${label} "${key}"`);
      return {};
    });
  }
}

function named(world: World, name: string): StoredIntegration {
  const integration = world.store.byName(name);
  if (!integration) throw notFound('Integration', name);
  return integration;
}
