import { grouped, html, Html, type Tone } from '../../page';
import type { RecordedRequest } from '../types';
import type { World } from '../world';
import { button, shortened } from './form';

/** Requests that are shown: the control API has them all. */
const SHOWN = 100;

/** Characters of a body that are shown. */
const LONGEST_BODY = 160;

export function journalSection(world: World, base: string): Html {
  return html`<section aria-labelledby="journal-heading">
<div class="heading"><h2 id="journal-heading">Requests</h2>
<form method="post" action="${base}/requests/clear">${button('Clear', 'The journal is empty')}</form></div>
<div id="journal" data-live>${journalPart(world)}</div>
</section>`;
}

/** The newest requests, newest first. */
function journalPart({ journal }: World): Html {
  const requests = journal.latest(SHOWN);
  if (!requests.length) return html`<p class="empty">Nothing was asked yet. Looking at this page is no request.</p>`;
  return html`<table class="cards journal">
<caption>Requests to the API, newest first</caption>
<thead><tr><th scope="col">Time</th><th scope="col">Status</th><th scope="col">Request</th></tr></thead>
<tbody>${requests.map(row)}</tbody>
</table>${requests.length === SHOWN && html`<p class="empty">The newest ${grouped(SHOWN)}; all are at /_emulator/requests.</p>`}`;
}

function row(request: RecordedRequest): Html {
  const { at, method, status, body } = request;
  return html`<tr>
<td class="number code"><time datetime="${at}">${at.slice(11, 23)}</time></td>
<td><span class="word ${toneOf(status)}">${status ?? 'no answer'}</span></td>
<td><code><strong>${method}</strong> ${targetOf(request)}</code>${body !== undefined && html`<br><code class="quiet">${shortened(typeof body === 'string' ? body : JSON.stringify(body), LONGEST_BODY)}</code>`}</td>
</tr>`;
}

function toneOf(status: number | null): Tone {
  if (status === null) return 'other';
  return status < 400 ? 'ok' : status < 500 ? 'warn' : 'fail';
}

function targetOf({ path, query }: RecordedRequest): string {
  const parameters = Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => `${name}=${each}`));
  return parameters.length ? `${path}?${parameters.join('&')}` : path;
}
