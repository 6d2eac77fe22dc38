import { ExistingIntegration, Named } from './types';

/** Most characters of an identifier that come from the name. */
const LONGEST = 48;

/** What stands for a name without any letter or digit of ASCII. */
const NAMELESS = 'integration';

/** Digits of the id that tell apart what would be called alike. */
const DIGITS = 6;

/**
 * Gives each integration an identifier that follows from its name, and from its id where others would be called alike, but from nothing
 * else: neither their order nor their number moves it.
 * @param taken identifiers that stand for something else
 */
export function named(integrations: readonly ExistingIntegration[], taken: ReadonlySet<string>): Named[] {
  const bases = integrations.map(({ name }) => baseOf(name));
  const used = new Set(taken);
  return integrations.map((integration, n) => {
    const base = bases[n];
    const shared = base === NAMELESS || bases.indexOf(base) !== n || bases.lastIndexOf(base) !== n;
    const suffix = `-${integration.id.slice(-DIGITS).toLowerCase()}`;
    let identifier = shared ? base + suffix : base;
    while (used.has(identifier)) identifier += suffix;
    used.add(identifier);
    return { identifier, integration };
  });
}

/** A name's letters and digits, accents taken off: `Büro Zürich (Ost)` is `buro-zurich-ost`. */
function baseOf(name: string): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST).replace(/^-+|-+$/g, '');
  if (words === '') return NAMELESS;
  return /^\d/.test(words) ? `${NAMELESS}-${words}` : words;
}

/** `edge-paris-2` as `EdgeParis_2`: no two identifiers become one. */
export function pascalCase(identifier: string): string {
  return identifier.split('-').map((word, n) => (n > 0 && /^\d/.test(word) ? '_' : '') + word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
