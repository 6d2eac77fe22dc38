import { counted, html, Html } from '../../page';
import type { Report, ReportedCheck } from '../report';
import type { Status } from '../types';
import { otherChecks } from './belonging';
import { statusWord, worstFirst } from './status';

/** The checks that no integration's row shows, worst first; those that say nothing is to be done are folded away. */
export function checksSection({ integrations, checks }: Report): Html {
  const others = worstFirst(otherChecks(integrations, checks));
  const those = (wanted: readonly Status[]) => others.filter(({ status }) => wanted.includes(status));
  const open = those(['fail', 'warn', 'unknown']);
  return html`${open.length > 0 && html`<section aria-labelledby="checks">
<div class="heading"><h2 id="checks">${integrations.length ? 'Other checks' : 'Checks'}</h2><span class="quiet">worst first</span></div>
${table(open, 'Checks that did not pass')}
</section>`}${folded(those(['skip']), 'not looked at')}${folded(those(['ok']), 'passed')}`;
}

function folded(checks: readonly ReportedCheck[], what: string): Html | false {
  return checks.length > 0 && html`<section>
<details><summary>${counted(checks.length, 'check')} ${what}</summary>
${table(checks, `Checks ${what}`)}
</details>
</section>`;
}

function table(checks: readonly ReportedCheck[], caption: string): Html {
  return html`<table class="cards checks">
<caption>${caption}</caption>
<thead><tr><th scope="col" class="status">Status</th><th scope="col" class="name">Check</th><th scope="col" class="of">Of</th><th scope="col">What was seen, what to do</th><th scope="col" class="time">Time</th></tr></thead>
<tbody>${checks.map(row)}</tbody>
</table>`;
}

function row({ id, group, subject, status, detail, remedy, latency_ms: latency }: ReportedCheck): Html {
  return html`<tr>
<td>${statusWord(status)}</td>
<th scope="row"><span class="code">${id}</span><br><span class="quiet">${group}</span></th>
<td class="${subject === null && 'spare'}">${subject}</td>
<td>${detail}${remedy !== null && html`<span class="next">${remedy}</span>`}</td>
<td class="number ${latency === null && 'spare'}">${latency !== null && `${latency} ms`}</td>
</tr>`;
}
