/**
 * The lock file of a stack's folder. `cdktf deploy` runs `terraform providers lock` whenever that file does not name every
 * provider of the stack with a constraint that fits, and that command asks registries only: it looks `terraform.local` up in the
 * network and fails. So at synthesis the crowdsec provider's entry is written, with its hash, and the others are named in a comment
 * that cdktf takes for entries. Whatever Terraform would refuse goes: the entry of a plugin with other content, also under one
 * version, and that of a provider whose version the stack no longer demands.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PLUGIN_SOURCE, PLUGIN_VERSION } from './address';
import { PluginError, remedyFor } from './errors';
import { codeOf, readIfThere, removeOldDrafts, replaceFile } from '../files';
import { satisfies } from './version-constraint';

const DEFAULT_HOSTS = /^registry\.(terraform\.io|opentofu\.org)\//;

const HEAD = '/* For cdktf, which would run "terraform providers lock" otherwise, and that fails: it looks no further than registries.\n';
const ANNOUNCEMENT = /^\/\* For cdktf, [^]*?^\*\/\n/gm;

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
  const before = readIfThere(file)?.toString() ?? '';
  const hash = hashOfFolder(placed);
  let text = wholePartOf(before).replace(ANNOUNCEMENT, '');
  for (const entry of entriesOf(text)) {
    if (!stillHolds(entry, hash, required)) text = text.replace(entry.text, '');
  }
  if (!text.includes(`provider "${PLUGIN_SOURCE}"`)) text += ownEntry(hash);
  text += announcement(required.map(({ source }) => fullSource(source)).filter((source) => source !== PLUGIN_SOURCE));
  removeOldDrafts(folder);
  if (text === before) return;
  try {
    replaceFile(file, text, 0o644);
  } catch (error) {
    throw new PluginError(`cannot write ${file} (${codeOf(error)})`, remedyFor(error, 'make it writable for the user who runs this command'));
  }
}

/** The hash that Terraform records of a plugin's folder: over names and contents of its files, not over platform or mode. */
function hashOfFolder(folder: string): string {
  const lines = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name: name.split(sep).join('/'), content: readFileSync(join(folder, name)) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    .map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}

/** A file that was cut off, by a full disk say, up to where it is whole: of one with a fragment at its end Terraform reads nothing. */
function wholePartOf(lockFile: string): string {
  const lines = lockFile.split(/(?<=\n)/);
  let open: { readonly line: number; readonly closing: string } | undefined;
  lines.forEach((line, at) => {
    const end = line.trimEnd();
    if (open) {
      if (end === open.closing) open = undefined;
    } else if (line.startsWith('provider ') && !end.endsWith('}')) {
      open = { line: at, closing: '}' };
    } else if (line.startsWith('/*') && !end.endsWith('*/')) {
      open = { line: at, closing: '*/' };
    }
  });
  if (open) return lines.slice(0, open.line).join('');
  const last = lines[lines.length - 1];
  if (last === '' || last.endsWith('\n')) return lockFile;
  return /^#|[}/]$/.test(last) && last !== '/' ? `${lockFile}\n` : lines.slice(0, -1).join('');
}

interface Entry {
  readonly source: string;
  readonly text: string;
}

/** Entries in the form in which Terraform writes them. */
function entriesOf(lockFile: string): Entry[] {
  return [...lockFile.matchAll(/^provider "([^"]+)" \{\n[^]*?^\}\n/gm)].map(([text, source]) => ({ source, text }));
}

function stillHolds({ source, text }: Entry, ownHash: string, required: readonly RequiredProvider[]): boolean {
  const locked = /^ +version += +"([^"]*)"/m.exec(text)?.[1] ?? '';
  if (source === PLUGIN_SOURCE) return locked === PLUGIN_VERSION && text.includes(`"${ownHash}"`);
  const demanded = required.find((provider) => shortSource(provider.source) === shortSource(source))?.version ?? '';
  return satisfies(locked, demanded);
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

/** cdktf reads the file line by line, inside comments too, and what comes last counts; every version fits this constraint. */
function announcement(sources: readonly string[]): string {
  if (sources.length === 0) return '';
  const entries = sources.map((source) => `provider "${source}" {\n  constraints = ">= 0"\n}\n`).join('');
  return `${HEAD}${entries}*/\n`;
}

/** A source with its host, as cdktf completes it. */
function fullSource(source: string): string {
  const before = ['registry.terraform.io/hashicorp/', 'registry.terraform.io/'];
  return (before[source.split('/').length - 1] ?? '') + source;
}

function shortSource(source: string): string {
  return fullSource(source).replace(DEFAULT_HOSTS, '');
}
