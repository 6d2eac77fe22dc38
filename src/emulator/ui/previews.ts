import { OUTPUT_FORMATS, OutputFormat } from '../../model';
import { grouped, html, Html } from '../../page';
import { delta } from '../content/decisions';
import { render } from '../content/formats';
import type { StoredIntegration } from '../types';
import type { World } from '../world';

const FIRST_LINES = 5;

/** One takes many lines. */
const FIRST_DECISIONS = 1;

/** Formats that write the same lines, its own among the first. */
interface Preview {
  readonly formats: readonly string[];
  readonly text: string;
}

/** The beginning of what a device would receive now, in each format. It is made from what is stored: nothing is pulled. */
export function previewsPart(world: World, integration: StoredIntegration): Html {
  const entries = world.entries(world.view(integration));
  if (!entries.length) return html`<p class="empty">Nothing: its subscriptions bring no address, so a pull is answered 204.</p>`;
  return html`<p class="empty">The first of ${grouped(entries.length)}, in each format. Looking at them is no pull.</p>
<div class="previews">${previewsOf(integration, entries).map((preview) => card(preview, integration.output_format, entries.length))}</div>`;
}

function card({ formats, text }: Preview, own: string, count: number): Html {
  const shown = formats.includes(OutputFormat.REMEDIATION_COMPONENT) ? FIRST_DECISIONS : FIRST_LINES;
  const id = `format-${formats[0]}`;
  return html`<article aria-labelledby="${id}"${formats.includes(own) && html` class="own"`}>
<h3 id="${id}">${formats.map((format, n) => html`${n > 0 && ', '}<code>${format}</code>`)}${formats.includes(own) && html` <span class="word ok">its own</span>`}</h3>
<pre tabindex="0">${text}</pre>
${count > shown && html`<p class="quiet">and ${grouped(count - shown)} more</p>`}
</article>`;
}

function previewsOf({ name, output_format: own }: StoredIntegration, entries: readonly string[]): Preview[] {
  const texts = new Map<string, string[]>();
  for (const format of [own, ...OUTPUT_FORMATS.filter((each) => each !== own)]) {
    const text = beginning(format, name, entries);
    texts.set(text, [...texts.get(text) ?? [], format]);
  }
  return [...texts].map(([text, formats]) => ({ text, formats }));
}

/** A component reads the stream: this is the first answer after its start. */
function beginning(format: string, name: string, entries: readonly string[]): string {
  return format === OutputFormat.REMEDIATION_COMPONENT
    ? JSON.stringify(delta([], entries.slice(0, FIRST_DECISIONS)), undefined, 2)
    : render(entries.slice(0, FIRST_LINES), format, name).trimEnd();
}
