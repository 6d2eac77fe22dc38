import { html, Html, stamp } from '../../page';
import { ControlError } from '../control/fields';
import type { World } from '../world';
import { button, type Form } from './form';

const STEPS = [['1 hour', 3600], ['1 day', 86_400], ['7 days', 7 * 86_400]] as const;

export function clockSection({ clock }: World, base: string): Html {
  return html`<section aria-labelledby="clock">
<div class="heading"><h2 id="clock">Clock</h2><span id="now" class="number code" data-live>${stamp(clock.now())}</span></div>
<form method="post" action="${base}/clock" class="buttons" aria-label="Move the clock">
${STEPS.map(([text, seconds]) => button(`+ ${text}`, `The clock went on by ${text}`, { name: 'advance', value: String(seconds) }))}
${button('Real time', 'The clock shows the real time', { name: 'advance', value: 'real' })}
</form>
</section>`;
}

/** Moves the clock as the form says. */
export function moveClock({ clock }: World, form: Form): void {
  const advance = form.get('advance') ?? '';
  if (advance === 'real') return clock.reset();
  if (!/^\d+$/.test(advance)) throw new ControlError('the clock takes a number of seconds');
  return clock.change({ advanceSeconds: Number(advance) });
}
