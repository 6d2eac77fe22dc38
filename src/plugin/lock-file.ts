/**
 * The lock file of a stack's folder. `cdktf deploy` runs `terraform providers lock` whenever that file does not name every
 * provider of the stack, and that command asks registries only: it looks `terraform.local` up in the network and fails.
 * So the crowdsec provider's entry is written at synthesis, with its hash. The hash also follows the plugin's content, when that
 * changes under one version, which Terraform would refuse, `init -upgrade` too.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { PLUGIN_SOURCE, PLUGIN_VERSION } from './address';
import { PluginError } from './errors';
import { codeOf, readIfThere, replaceFile } from './files';

const DEFAULT_HOSTS = /^registry\.(terraform\.io|opentofu\.org)\//;
const EXACT_VERSION = /^\d+\.\d+\.\d+$/;

/** A provider that a stack requires, as its `required_providers` block says. */
export interface RequiredProvider {
  readonly source: string;
  readonly version?: string;
}

/**
 * Writes or mends a stack's lock file. Entries of other providers stay, unless the stack now demands another version of them.
 * @param folder the stack's folder
 * @param placed the folder that holds the placed plugin
 * @param required every provider of the stack
 */
export function writeLockFile(folder: string, placed: string, required: readonly RequiredProvider[]): void {
  const file = join(folder, '.terraform.lock.hcl');
  const hash = hashOfFolder(placed);
  const before = readIfThere(file)?.toString() ?? '';
  const present = entriesOf(before);
  const entries = present.filter((entry) => stillHolds(entry, hash, required));
  if (!entries.some(({ source }) => source === PLUGIN_SOURCE)) entries.push({ source: PLUGIN_SOURCE, text: ownEntry(hash) });
  const known = new Set(entries.map(({ source }) => source));
  const missing = required.map(({ source }) => fullSource(source)).filter((source) => !known.has(source));
  // Nothing to mend: Terraform's own file stays as it wrote it.
  if (missing.length === 0 && entries.length === present.length && entries.every((entry) => present.includes(entry))) return;
  const after = [...entries.map(({ text }) => text), ...missing.length > 0 ? [announcement(missing)] : []].join('\n');
  if (after === before) return;
  try {
    replaceFile(file, after, 0o644);
  } catch (error) {
    throw new PluginError(`cannot write ${file} (${codeOf(error)})`, 'make it writable for the user who runs this command');
  }
}

/** The hash that Terraform records of a plugin's folder: over names and contents of its files, not over platform or mode. */
export function hashOfFolder(folder: string): string {
  const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name))
    .map((path) => ({ name: relative(folder, path).split(sep).join('/'), content: readFileSync(path) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    .map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}

interface Entry {
  readonly source: string;
  readonly text: string;
}

/** Entries in the form in which Terraform writes them. */
function entriesOf(lockFile: string): Entry[] {
  const withoutComments = lockFile.replace(/\/\*[^]*?\*\/\n?/g, '');
  return [...withoutComments.matchAll(/^provider "([^"]+)" \{\n[^]*?^\}\n/gm)].map(([text, source]) => ({ source, text }));
}

function stillHolds({ source, text }: Entry, ownHash: string, required: readonly RequiredProvider[]): boolean {
  const version = /^ +version += +"([^"]*)"/m.exec(text)?.[1];
  if (source === PLUGIN_SOURCE) return version === PLUGIN_VERSION && text.includes(`"${ownHash}"`);
  const demanded = required.find((provider) => shortSource(provider.source) === shortSource(source))?.version ?? '';
  return !EXACT_VERSION.test(demanded) || version === demanded;
}

function ownEntry(hash: string): string {
  return `provider "${PLUGIN_SOURCE}" {
  version     = "${PLUGIN_VERSION}"
  constraints = "${PLUGIN_VERSION}"
  hashes = [
    "${hash}",
  ]
}
`;
}

/** cdktf reads the file line by line, inside comments too. Terraform skips them, and adds the real entries once it installed these providers. */
function announcement(sources: readonly string[]): string {
  const entries = sources.map((source) => `provider "${source}" {\n  constraints = ">= 0"\n}\n`).join('');
  return `/* Not locked yet, which "terraform init" does. Named for cdktf, which would ask ${PLUGIN_SOURCE} over the network otherwise.\n${entries}*/\n`;
}

/** A source with its host, as cdktf completes it. */
function fullSource(source: string): string {
  const before = ['registry.terraform.io/hashicorp/', 'registry.terraform.io/'];
  return (before[source.split('/').length - 1] ?? '') + source;
}

function shortSource(source: string): string {
  return fullSource(source).replace(DEFAULT_HOSTS, '');
}
