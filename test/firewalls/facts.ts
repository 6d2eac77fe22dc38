import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Block } from '../support/template';

/** One argument of a provider or resource; those inside objects and blocks are named `OUTER.INNER`. */
export interface ArgumentFact {
  /** As Terraform writes it: `string`, `["set","string"]`; `object` of what has arguments inside, `block` where it is a block in HCL. */
  readonly type: unknown;
  readonly required?: true;
  /** What takes a secret says who hides it. */
  readonly secret?: 'marked by the provider' | 'not marked by the provider';
}
export type ArgumentFacts = { readonly [argument: string]: ArgumentFact };

/** What is known of a provider: read from its schema, of the newest version that was looked at. */
export interface ProviderTable {
  readonly source: string;
  readonly version: string;
  readonly provider: ArgumentFacts;
  readonly resources: { readonly [type: string]: ArgumentFacts };
}

const FOLDER = join(__dirname, 'facts');
const REFERENCE = resolve(__dirname, '..', '..', '..', 'shared', 'reference', 'provider-schemas');

/** The tables by the provider's type. */
export const TABLES: { readonly [type: string]: ProviderTable } = Object.fromEntries(readdirSync(FOLDER).map((file) => (
  [file.replace('.json', ''), JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))]
)));

/** Schemas that lie beside some checkouts, as Terraform prints them. Undefined where they do not. */
export function referenceSchema(type: string): any {
  const file = join(REFERENCE, `${type}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const META = ['//', 'depends_on', 'lifecycle', 'provider', 'count', 'for_each', 'provisioner', 'connection', 'alias'];
const SECRET = /\.(password|api_key|endpoint_with_credentials)\b|var\.\w*(password|token|secret|key)/i;

/** What is wrong with the arguments of one block of a synthesised stack, by the table. */
export function problemsWith(where: string, given: Block, facts: ArgumentFacts, prefix = ''): string[] {
  const names = Object.keys(given).filter((name) => prefix !== '' || !META.includes(name));
  const missing = Object.entries(facts)
    .filter(([name, { required }]) => required && name.startsWith(prefix) && !name.slice(prefix.length).includes('.'))
    .filter(([name]) => given[name.slice(prefix.length)] === undefined)
    .map(([name]) => `${where}: ${name} is required`);
  return [...missing, ...names.flatMap((name) => problemsWithArgument(where, `${prefix}${name}`, given[name], facts))];
}

function problemsWithArgument(where: string, name: string, value: unknown, facts: ArgumentFacts): string[] {
  const fact = facts[name];
  if (!fact) return [`${where}: there is no argument ${name}`];
  if (fact.type === 'object' || fact.type === 'block') {
    return (Array.isArray(value) ? value : [value]).flatMap((inner) => problemsWith(where, inner, facts, `${name}.`));
  }
  const secret = SECRET.test(JSON.stringify(value)) && !fact.secret ? [`${where}: ${name} takes a secret, and the table does not say so`] : [];
  return fits(value, fact.type) ? secret : [...secret, `${where}: ${name} is ${JSON.stringify(value)}, not ${JSON.stringify(fact.type)}`];
}

/** Whether a value of the synthesised JSON fits a type; an expression may be anything. */
function fits(value: unknown, type: unknown): boolean {
  if (typeof value === 'string' && /^\$\{[^]*\}$/.test(value)) return true;
  if (Array.isArray(type)) {
    const [kind, inner] = type as [string, unknown];
    if (kind === 'map') return Object.values(value as object).every((one) => fits(one, inner));
    return Array.isArray(value) && value.every((one) => fits(one, inner));
  }
  return typeof value === (type === 'bool' ? 'boolean' : type);
}
