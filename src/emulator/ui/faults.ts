import { counted, html, Html } from '../../page';
import { ControlError } from '../control/fields';
import type { World } from '../world';
import { button, choice, field, numberIn, shortened, textIn, type Form } from './form';

const METHODS = { any: 'any', GET: 'GET', POST: 'POST', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD' };

const DEFAULT_SECONDS = 5;

/** Characters of an armed fault that are shown. */
const LONGEST_FAULT = 240;

interface Preset {
  readonly text: string;
  /** The fault, but for what it meets. */
  readonly make: (seconds: number | string) => object;
}

/** The faults that are asked for most; the control API has all. */
const PRESETS: ReadonlyMap<string, Preset> = new Map<string, Preset>([
  ['unauthorized', { text: '401, the key is refused', make: () => ({ status: 401 }) }],
  ['too-many', { text: '429 with Retry-After', make: (seconds) => ({ status: 429, headers: { 'Retry-After': String(seconds) } }) }],
  ['error', { text: '500, nothing is done', make: () => ({ status: 500 }) }],
  ['reset-before', { text: 'connection breaks before the work', make: () => ({ connection: 'reset-before' }) }],
  ['reset-after', { text: 'connection breaks after the work', make: () => ({ connection: 'reset-after' }) }],
  ['hold', { text: 'held until it is released', make: () => ({ connection: 'hold' }) }],
  ['slow', { text: 'answered late', make: (seconds) => ({ delayMs: typeof seconds === 'number' ? seconds * 1000 : seconds }) }],
]);

export function faultsSection(world: World, base: string): Html {
  const presets = Object.fromEntries([...PRESETS].map(([name, { text }]) => [name, text]));
  return html`<section aria-labelledby="faults">
<div class="heading"><h2 id="faults">Faults</h2></div>
<form method="post" action="${base}/faults" class="fields">
${field('Fault', choice('preset', presets))}
${field('Method', choice('method', METHODS))}
${field('Path, as a pattern', html`<input name="path" placeholder="any, or /integrations$" autocomplete="off" spellcheck="false">`)}
${field('Requests it meets', html`<input name="times" type="number" min="1" value="1">`)}
${field('Seconds, of 429 and late', html`<input name="seconds" type="number" min="0" value="${DEFAULT_SECONDS}">`)}
<div class="buttons">${button('Arm', 'Armed')}</div>
</form>
<div id="armed" data-live>${armedPart(world, base)}</div>
</section>`;
}

/** What is armed now, and what is held. */
function armedPart({ faults }: World, base: string): Html {
  const armed = faults.list().map(({ fault, left }) => (
    html`<li><code>${shortened(JSON.stringify(fault), LONGEST_FAULT)}</code> <span class="quiet">${Number.isFinite(left) ? `${left} left` : 'without end'}</span></li>`));
  const held = faults.heldCount;
  return html`${armed.length
    ? html`<ul class="armed" aria-label="Armed faults">${armed}</ul>
<form method="post" action="${base}/faults/clear" class="buttons">${button('Disarm all', 'No fault is armed')}</form>`
    : html`<p class="empty">No fault is armed.</p>`}${held > 0 && html`
<form method="post" action="${base}/release" class="buttons">${button(`Release ${counted(held, 'request')}`, 'Released')}</form>`}`;
}

/** Arms what the form says. Throws a `ControlError` when it cannot be understood. */
export function armFault({ faults }: World, form: Form): void {
  const preset = PRESETS.get(form.get('preset') ?? '');
  if (!preset) throw new ControlError(`choose a fault: ${[...PRESETS.keys()].join(', ')}`);
  const method = form.get('method') ?? 'any';
  const meets = { method: method === 'any' ? undefined : method, path: textIn(form, 'path'), times: numberIn(form, 'times') };
  faults.add({
    ...preset.make(numberIn(form, 'seconds') ?? DEFAULT_SECONDS),
    ...Object.fromEntries(Object.entries(meets).filter(([, value]) => value !== undefined)),
  });
}
