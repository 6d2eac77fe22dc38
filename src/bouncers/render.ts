import { entryOf } from './catalogue';
import { BouncerComponent } from './component';
import { FieldContext } from './fields';
import { BouncerOptions } from './options';
import { Reading } from './reading';
import { refusalOf } from './refused';
import { BouncerFile, BouncerInput, MarkedInput, ParsedBouncerConfig } from './renderer';
import { Syntax, WriteValue, writeLiteral } from './syntax';

/** Stand for a value in a file that is being built: characters of private use, which no renderer writes. */
const MARK = /\ue000(\d+)\ue001/g;

/** Values, and what stands for them while a renderer works, so that it can make nothing of them but put them in their place. */
class Marks {
  private readonly values: { readonly value: string; readonly at: string }[] = [];

  readonly mark = (value: string, at: string): string => `\ue000${this.values.push({ value, at }) - 1}\ue001`;

  /** Puts the values, written in the syntax, in the place of the marks. */
  fill(content: string, syntax: Syntax, write: WriteValue): string {
    return content.replace(MARK, (_, index: string) => {
      const { value, at } = this.values[Number(index)];
      try {
        return write(value, syntax);
      } catch (error) {
        throw new Error(`${at}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  }
}

/** The base URL and the key of an input, checked as far as they are known, and marked. */
function markInput(input: BouncerInput, context: FieldContext): MarkedInput {
  const { url, urlParts, apiKey, updateFrequency } = input;
  const bareUrl = input.bareUrl ?? (context.isUnknown(url) ? url : url.replace(/\/+$/, ''));
  const check = (at: string, value: string, pattern: RegExp, words: string) => {
    if (!context.isUnknown(value) && !pattern.test(value)) throw new Error(`${at}: must be ${words}`);
    return context.mark(value, at);
  };
  if (updateFrequency.toSeconds() < 1) throw new Error('updateFrequency: must be at least 1 second');
  return {
    url: check('url', url, /^https?:\/\/.*\/$/s, 'a URL of http or https that ends with /'),
    bareUrl: context.mark(bareUrl, 'url'),
    urlParts: {
      scheme: check('url', urlParts.scheme, /^https?$/, 'a URL of http or https'),
      host: check('url', urlParts.host, /./, 'a URL with a host'),
      path: check('url', urlParts.path, /^\/(.*\/)?$/s, 'a URL whose path ends with /'),
    },
    apiKey: check('apiKey', apiKey, /./s, 'a key'),
    updateFrequency,
  };
}

/**
 * Renders a component's configuration file. Throws with the name of what is wrong; no message holds a value that may be secret.
 * @param write puts each value into the file; the default is for values that are known
 * @param isUnknown says which values only Terraform knows; these are not checked
 */
export function renderBouncerConfig(
  component: BouncerComponent,
  input: BouncerInput,
  options?: BouncerOptions,
  write: WriteValue = writeLiteral,
  isUnknown: (value: unknown) => boolean = () => false,
): BouncerFile {
  const entry = entryOf(component);
  if (!entry) throw new Error(refusalOf(component) ?? `"${component}" is no component that is known here`);
  const { renderer, prop } = entry;
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value !== undefined && value !== null && name !== prop) {
      throw new Error(`${name}: is not for "${component}", which has ${prop ? `only "${prop}"` : 'no options'}`);
    }
  }
  const marks = new Marks();
  const context: FieldContext = { isUnknown, mark: marks.mark };
  const known = renderer.options(prop && options?.[prop], prop ?? component, context);
  const content = renderer.render(markInput(input, context), known);
  return { ...renderer.place(known, input.updateFrequency), content: marks.fill(content, renderer.syntax, write) };
}

/**
 * Reads a component's configuration file, ours or a user's own. Never throws: what cannot be read is a problem.
 * @param local text of the `.local` file beside it, which wins key by key; components that read none ignore it
 */
export function parseBouncerConfig(component: BouncerComponent, text: string, local = ''): ParsedBouncerConfig {
  const entry = entryOf(component);
  if (!entry) return unreadable(refusalOf(component) ?? `"${component}" is no component that is known here`);
  try {
    return entry.renderer.parse(text, local);
  } catch {
    return unreadable('the file cannot be read');
  }
}

function unreadable(text: string): ParsedBouncerConfig {
  return { problems: new Reading([text]).problems };
}
