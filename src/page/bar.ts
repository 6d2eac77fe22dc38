import { html, Html } from './html';

/** How a bar is meant. */
export type Tone = 'ok' | 'warn' | 'fail' | 'other';

/** A bar that is filled up to a share, 0 to 1. It only repeats the words beside it, so it is for the eye alone. */
export function bar(share: number, tone: Tone): Html {
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return html`<svg class="bar ${tone}" aria-hidden="true"><rect class="track" width="100%" height="5" rx="2.5"/>${
    percent > 0 && html`<rect class="fill" width="${percent}%" height="5" rx="2.5"/>`}</svg>`;
}
