import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AdoptError } from '../errors';

/** A resource or data source as the toolkit writes it. */
export interface Block {
  readonly [argument: string]: unknown;
  readonly '//'?: { readonly metadata?: { readonly path?: string } };
}

export type Blocks = { readonly [type: string]: { readonly [logicalId: string]: Block } };

/** What the toolkit writes of a stack, as far as it matters here. */
export interface SynthesisedStack {
  readonly name: string;
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly imports: readonly { readonly to: string; readonly id: string }[];
  readonly usesCrowdsec: boolean;
  /** File of the local backend; undefined where the state is kept elsewhere. */
  readonly stateFile?: string;
}

interface Manifest {
  readonly stacks: { readonly [name: string]: { readonly synthesizedStackPath: string } };
}

/** Where the toolkit writes to, unless cdktf.json says so. */
const OUTPUT = 'cdktf.out';

/** The stacks of an app as it was synthesised last, which must be after its last change. */
export function synthesisedStacks(app: string): SynthesisedStack[] {
  const { output = OUTPUT } = parsed(join(app, 'cdktf.json')) as { readonly output?: string };
  const out = resolve(app, output);
  const manifest = join(out, 'manifest.json');
  if (!existsSync(manifest)) throw stale(`${app} was not synthesised: there is no ${manifest}`);
  const written = statSync(manifest).mtimeMs;
  const newer = sourcesOf(app, out).find((file) => statSync(file).mtimeMs > written);
  if (newer !== undefined) throw stale(`${newer} is newer than what was synthesised of it`);
  const { stacks } = parsed(manifest) as unknown as Manifest;
  return Object.entries(stacks).map(([name, { synthesizedStackPath: path }]) => stackOf(name, parsed(join(out, path))));
}

function stackOf(name: string, json: { readonly [key: string]: any }): SynthesisedStack {
  return {
    name,
    resource: json.resource ?? {},
    data: json.data ?? {},
    imports: json.import ?? [],
    usesCrowdsec: json.provider?.crowdsec !== undefined,
    stateFile: json.terraform?.backend?.local?.path,
  };
}

/** Everything that the app may be made of, without what it is synthesised to. */
function sourcesOf(folder: string, out: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || path === out) return [];
    if (entry.isDirectory()) return sourcesOf(path, out);
    return /\.[cm]?tsx?$|^cdktf\.json$/.test(entry.name) ? [path] : [];
  });
}

function parsed(file: string): { readonly [key: string]: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw stale(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function stale(what: string): AdoptError {
  return new AdoptError(`${what}. Nothing was written.`, 'Run "npx cdktf synth" in that folder, then this again');
}
