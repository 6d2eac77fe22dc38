import { html, Html, stamp } from '../../page';
import type { StoredIntegration, StoredSubscription } from '../types';
import type { World } from '../world';
import { addressesOf, lastPullOf, stateOf } from './integrations';
import { previewsPart } from './previews';

export function wayBack(base: string): Html {
  return html`<nav class="back"><a href="${base}">← All integrations</a></nav>`;
}

/** One integration: what it is, what it is subscribed to, and what a device would receive. */
export function integrationBody(world: World, base: string, integration: StoredIntegration): Html {
  return html`${wayBack(base)}
<section aria-labelledby="name">
<div class="heading"><h2 id="name">${integration.name}</h2>${integration.tags.map((tag) => html`<span class="word">${tag}</span>`)}</div>
<div id="facts" data-live>${factsPart(world, integration)}</div>
</section>
<section aria-labelledby="subscriptions-heading">
<div class="heading"><h2 id="subscriptions-heading">Subscriptions</h2></div>
<div id="subscriptions" data-live>${subscriptionsPart(world, integration)}</div>
</section>
<section aria-labelledby="previews-heading">
<div class="heading"><h2 id="previews-heading">What a device would receive</h2></div>
<div id="previews" data-live>${previewsPart(world, integration)}</div>
</section>`;
}

function factsPart(world: World, integration: StoredIntegration): Html {
  const { id, description, entity_type: type, output_format: format, enable_ip_aggregation: aggregate, created_at: created } = integration;
  const facts: readonly (readonly [string, Html | string])[] = [
    ['State', stateOf(world, integration)],
    ['Last pull', lastPullOf(world, integration)],
    ['Addresses', addressesOf(world, integration)],
    ['Format', html`<code>${format}</code>`],
    ['Entity type', html`<code>${type}</code>`],
    ['Aggregation', aggregate ? 'on' : 'off'],
    ['Credentials', credentialsOf(integration)],
    ['Created', stamp(new Date(created))],
    ['Id', html`<code>${id}</code>`],
    ...description === undefined ? [] : [['Description', description] as const],
  ];
  return html`<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Which: nobody knows them here, there are only digests. */
function credentialsOf({ credentials }: StoredIntegration): string {
  if (!credentials) return 'none';
  return 'username' in credentials ? 'user name and password' : 'API key';
}

function subscriptionsPart(world: World, { subscriptions }: StoredIntegration): Html {
  if (!subscriptions.length) return html`<p class="empty">None: it serves nothing.</p>`;
  return html`<table class="cards">
<caption>What the integration is subscribed to</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Key</th><th scope="col">Remediation</th><th scope="col">Since</th></tr></thead>
<tbody>${subscriptions.map((subscription) => row(world, subscription))}</tbody>
</table>`;
}

function row(world: World, { kind, key, remediation, created_at: since }: StoredSubscription): Html {
  const name = kind === 'blocklist' ? world.catalogue.blocklist(key)?.fields.name : undefined;
  return html`<tr>
<td data-label="Kind">${kind}</td>
<th scope="row">${name ?? key}${name !== undefined && html` <code class="quiet">${key}</code>`}</th>
<td data-label="Remediation">${remediation ?? '–'}</td>
<td data-label="Since"><time datetime="${since}">${stamp(new Date(since))}</time></td>
</tr>`;
}
