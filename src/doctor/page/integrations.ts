import { OFFLINE_AFTER_HOURS } from '../../model';
import { bar, counted, grouped, html, Html, stamp, ago } from '../../page';
import type { IntegrationState, Report, ReportedCheck } from '../report';
import { checksOf } from './belonging';
import { statusWord, worstFirst } from './status';

const HOUR_MS = 3_600_000;

/** A row for each integration, worst first. */
export function integrationsSection(report: Report): Html | false {
  const now = new Date(report.generated_at);
  if (!report.integrations.length) return false;
  return html`<section aria-labelledby="integrations">
<div class="heading"><h2 id="integrations">Integrations</h2><span class="quiet">${counted(report.integrations.length, 'integration')}, worst first</span></div>
<table class="cards integrations">
<caption>Each integration with its state, last pull, addresses, subscriptions and what to do</caption>
<thead><tr><th scope="col">State</th><th scope="col" class="subject">Integration</th><th scope="col" class="measure">Last pull</th><th scope="col" class="measure">Addresses</th><th scope="col">Subscriptions</th><th scope="col">What to do</th></tr></thead>
<tbody>${worstFirst(report.integrations).map((integration) => row(integration, now, checksOf(integration, report.checks)))}</tbody>
</table>
</section>`;
}

function row(integration: IntegrationState, now: Date, checks: readonly ReportedCheck[]): Html {
  const { id, name, output_format: format, status } = integration;
  return html`<tr>
<td>${statusWord(status)}</td>
<th scope="row">${name}<br><span class="quiet code">${format}</span><br><span class="quiet code">${id}</span></th>
<td data-label="Last pull"><div>${lastPull(integration, now)}</div></td>
<td data-label="Addresses"><div>${addresses(integration)}</div></td>
<td data-label="Subscriptions"><div>${subscriptions(integration)}</div></td>
<td data-label="What to do"><div>${remedies(checks)}</div></td>
</tr>`;
}

/** Against the hours after which it counts as offline. */
function lastPull({ last_pull: pulled, offline }: IntegrationState, now: Date): Html {
  const word = offline && html` <span class="word fail">offline</span>`;
  if (pulled === null) return html`never${word}${bar(1, 'fail')}<span class="quiet">limit ${OFFLINE_AFTER_HOURS} h</span>`;
  const then = new Date(pulled);
  const share = (now.getTime() - then.getTime()) / HOUR_MS / OFFLINE_AFTER_HOURS;
  return html`<time datetime="${pulled}" title="${stamp(then)}">${ago(then, now)}</time>${word}${
    bar(share, offline ? 'fail' : share > 0.9 ? 'warn' : 'ok')}<span class="quiet">limit ${OFFLINE_AFTER_HOURS} h</span>`;
}

function addresses({ addresses: count, pull_limit: limit }: IntegrationState): Html {
  const counts = html`<span class="number">${grouped(count)}</span>`;
  const none = count === 0 && html` <span class="word warn">empty</span>`;
  if (limit === null) return html`${counts}${none}<br><span class="quiet">no limit</span>`;
  const reached = count >= limit;
  return html`${counts}${none}${reached && html` <span class="word warn">limit reached</span>`}${
    bar(count / limit, reached ? 'warn' : 'ok')}<span class="quiet number">limit ${grouped(limit)}</span>`;
}

function subscriptions({ subscriptions: { vendors, cves, fingerprints, blocklists } }: IntegrationState): Html | string {
  const held = ([[vendors, 'vendor'], [cves, 'CVE'], [fingerprints, 'fingerprint'], [blocklists, 'blocklist']] as const).filter(([count]) => count > 0);
  return held.length ? html`${held.map(([count, noun], n) => html`${n > 0 && html`<br>`}<span class="count number">${counted(count, noun)}</span>`)}` : 'none';
}

function remedies(checks: readonly ReportedCheck[]): Html {
  if (!checks.length) return html`<span class="quiet">nothing</span>`;
  return html`<ul class="remedies">${worstFirst(checks).map(({ id, detail, remedy }) => (
    html`<li>${detail} <span class="quiet code">${id}</span>${remedy !== null && html`<span class="next">${remedy}</span>`}</li>`))}</ul>`;
}
