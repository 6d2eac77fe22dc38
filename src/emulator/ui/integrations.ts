import { OFFLINE_AFTER_HOURS } from '../../model';
import { ago, bar, counted, grouped, html, Html } from '../../page';
import type { StoredIntegration, StoredSubscription } from '../types';
import type { World } from '../world';

/** Rows that are shown: an organisation of thousands is looked at by name. */
const SHOWN = 200;

const NOUNS: readonly (readonly [StoredSubscription['kind'], string])[] = [
  ['vendor', 'vendor'], ['cve', 'CVE'], ['fingerprint', 'fingerprint'], ['blocklist', 'blocklist'],
];

/** @param name only those whose name holds it */
export function integrationsSection(world: World, base: string, name: string): Html {
  return html`<section aria-labelledby="integrations-heading">
<div class="heading"><h2 id="integrations-heading">Integrations</h2>
<form method="get" action="${base}" role="search"><label class="search"><span class="quiet">Filter by name</span> <input type="search" name="name" value="${name}"></label></form></div>
<div id="integrations" data-live>${integrationsPart(world, base, name)}</div>
</section>`;
}

function integrationsPart(world: World, base: string, name: string): Html {
  const all = world.store.list();
  const found = all.filter((integration) => integration.name.toLowerCase().includes(name.toLowerCase()));
  if (!found.length) return html`<p class="empty">${all.length ? 'None has such a name.' : 'There is none yet. Deploy a stack, or create one through the API.'}</p>`;
  return html`<table class="cards">
<caption>Integrations of the organisation</caption>
<thead><tr><th scope="col">State</th><th scope="col">Name</th><th scope="col">Format</th><th scope="col">Addresses</th><th scope="col">Subscriptions</th><th scope="col">Last pull</th></tr></thead>
<tbody>${found.slice(0, SHOWN).map((integration) => row(world, base, integration))}</tbody>
</table>${found.length > SHOWN && html`<p class="empty">${grouped(SHOWN)} of ${grouped(found.length)} are shown; look for a name.</p>`}`;
}

function row(world: World, base: string, integration: StoredIntegration): Html {
  const { id, name, output_format: format } = integration;
  return html`<tr>
<td>${stateOf(world, integration)}</td>
<th scope="row"><a id="to-${id}" href="${base}/integrations/${id}">${name}</a></th>
<td data-label="Format"><code class="format">${format}</code></td>
<td data-label="Addresses"><div>${addressesOf(world, integration)}</div></td>
<td data-label="Subscriptions">${subscriptionsOf(integration)}</td>
<td data-label="Last pull">${lastPullOf(world, integration)}</td>
</tr>`;
}

/** As CrowdSec's console sees it. */
export function stateOf(world: World, { last_pull: pulled }: StoredIntegration): Html {
  if (pulled === null) return html`<span class="word">never pulled</span>`;
  const hours = (world.clock.now().getTime() - Date.parse(pulled)) / 3_600_000;
  return hours > OFFLINE_AFTER_HOURS ? html`<span class="word fail">✕ offline</span>` : html`<span class="word ok">✓ pulling</span>`;
}

export function addressesOf(world: World, integration: StoredIntegration): Html {
  const count = world.count(world.view(integration));
  const limit = integration.pull_limit;
  const number = html`<span class="number">${grouped(count)}</span>`;
  if (limit === null || limit < 1) return number;
  return html`${number} <span class="quiet number">of ${grouped(limit)}</span>${bar(count / limit, count >= limit ? 'warn' : 'ok')}`;
}

export function lastPullOf(world: World, { last_pull: pulled }: StoredIntegration): Html | string {
  return pulled === null ? 'never' : html`<time datetime="${pulled}">${ago(new Date(pulled), world.clock.now())}</time>`;
}

function subscriptionsOf({ subscriptions }: StoredIntegration): string {
  const of = (kind: StoredSubscription['kind']) => subscriptions.filter((each) => each.kind === kind).length;
  return NOUNS.filter(([kind]) => of(kind) > 0).map(([kind, noun]) => counted(of(kind), noun)).join(', ') || 'none';
}
