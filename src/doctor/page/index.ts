import { document, html, stamp } from '../../page';
import type { Report } from '../report';
import { checksSection } from './checks';
import { integrationsSection } from './integrations';
import { DOCTOR_STYLE } from './style';
import { summarySection, verdict } from './summary';

/** The report as one page that needs nothing outside itself and runs no script: to be kept, printed or sent on. */
export function doctorPage(report: Report): string {
  const made = new Date(report.generated_at);
  return document({
    title: `CrowdSec doctor: ${verdict(report)}`,
    style: DOCTOR_STYLE,
    body: html`<header class="top"><h1>CrowdSec doctor</h1><span class="quiet"><time datetime="${report.generated_at}">${stamp(made)}</time></span></header>
<main>
<p class="verdict">${verdict(report)}</p>
${summarySection(report)}
${integrationsSection(report)}
${checksSection(report)}
</main>`,
  });
}
