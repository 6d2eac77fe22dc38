import { html, Html } from '../../page';

/** What a form sent: nothing in it can be trusted to be there. */
export type Form = URLSearchParams;

/** A number as it was typed: undefined for nothing. What is no number is left as text, for whoever checks it to quote. */
export function numberIn(form: Form, name: string): number | string | undefined {
  const text = form.get(name)?.trim();
  if (!text) return undefined;
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** A text as it was typed: undefined for nothing. */
export function textIn(form: Form, name: string): string | undefined {
  return form.get(name)?.trim() || undefined;
}

/** A field with its label before it. */
export function field(label: string, input: Html): Html {
  return html`<label class="field"><span>${label}</span>${input}</label>`;
}

/** @param choices values, with what is shown for each */
export function choice(name: string, choices: { readonly [value: string]: string }, chosen?: string): Html {
  return html`<select name="${name}">${Object.entries(choices).map(([value, text]) => (
    html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`))}</select>`;
}

/** A button that says what was done once it was. */
export function button(text: string, done: string, { name, value }: { readonly name?: string; readonly value?: string } = {}): Html {
  return html`<button data-done="${done}"${name !== undefined && html` name="${name}" value="${value}"`}>${text}</button>`;
}

/** A text that is one line of a list. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
