import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';
import { Arguments, literalOf } from '../values';

/** Names of arguments, in their last words, that hold secrets. */
const SECRET_NAME = /(^|_)(pass(word|wd|phrase)|secret(_key)?|token|api_?key|access_key|private_key|authorization)$/;

/** A password in a URL, as far as it is written out. */
const PASSWORD_IN_URL = /:\/\/[^\s/:@]*:([^\s/@]+)@/g;

/** Nothing that will be written to the JSON is a secret in clear text. The secret itself is in no message. */
export const literalSecret: Rule = ({ allowLiteralSecrets }, { elements }) => {
  if (allowLiteralSecrets) return [];
  return elements.flatMap(({ at, json }) => [...variablesIn(json), ...bagsOf(json).flatMap((bag) => secretsIn(bag))].map((argument) => ({
    rule: PolicyRule.LITERAL_SECRET,
    at,
    problem: `"${argument}" is a literal secret, which would be written to the synthesised JSON in clear text. `
      + 'Give the value of a TerraformVariable with sensitive: true and no default, or of a secret store\'s data source',
  })));
};

/** Secret variables with a default. */
function variablesIn({ variable }: Arguments): string[] {
  return Object.entries((variable ?? {}) as { [name: string]: Arguments })
    .filter(([name, config]) => (config.sensitive === true || isSecretName(name)) && literalOf(config.default))
    .map(() => 'default');
}

/** What names stand above the arguments: of a resource its type and its id. */
const NAMES_ABOVE: { readonly [block: string]: number } = { resource: 2, data: 2, provider: 2, output: 1, module: 1, locals: 0, terraform: 0 };

function bagsOf(json: Arguments): unknown[] {
  const below = (value: unknown, levels: number): unknown[] => (
    levels === 0 ? [value] : Object.values(value ?? {}).flatMap((member) => below(member, levels - 1))
  );
  return Object.entries(NAMES_ABOVE).flatMap(([block, levels]) => below(json[block], levels));
}

/** Arguments that are secrets, with the place of each. */
function secretsIn(value: unknown, name = '', place = ''): string[] {
  if (typeof value === 'string') return (isSecretName(name) && literalOf(value)) || holdsPassword(value) ? [place] : [];
  if (typeof value !== 'object' || value === null || isResolvable(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === '//') return [];
    return secretsIn(member, Array.isArray(value) ? name : key, placeOf(place, key, value));
  });
}

function placeOf(place: string, key: string, of: object): string {
  if (Array.isArray(of)) return `${place}[${key}]`;
  return place === '' ? key : `${place}.${key}`;
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/-/g, '_').toLowerCase());
}

function holdsPassword(text: string): boolean {
  return [...text.matchAll(PASSWORD_IN_URL)].some(([, password]) => literalOf(password) !== undefined);
}

/** A token of the toolkit that stands for a list, a map or a number. */
function isResolvable(value: object): boolean {
  return typeof (value as { readonly resolve?: unknown }).resolve === 'function';
}
