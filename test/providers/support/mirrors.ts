import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { providerMirrors } from '../../../scripts/firewall-providers';
import { PLUGIN_SOURCE, thisPlatform } from '../../../src/plugin';
import { satisfies } from '../../../src/plugin/version-constraint';
import { installNullProvider } from '../../support/install-null-provider';
import { Block } from '../../support/template';
import { temporaryFolder } from '../../support/terraform';

const HOST = 'registry.terraform.io';

/** A provider that a mirror holds. */
export interface FoundProvider {
  readonly mirror: string;
  /** In full: OpenTofu would otherwise mean its own registry. */
  readonly source: string;
  readonly version: string;
}

/**
 * The first version of a provider that fits a constraint, else the first of all: that of the first mirror, of those the newest.
 * Undefined where no mirror has one for this platform.
 */
export function findProvider(source: string, constraint = '', mirrors: readonly string[] = providerMirrors()): FoundProvider | undefined {
  const found = mirrors.flatMap((mirror) => versionsOf(source, mirror));
  return found.find(({ version }) => satisfies(version, constraint)) ?? found[0];
}

function versionsOf(source: string, mirror: string): FoundProvider[] {
  const [type, namespace = 'hashicorp'] = source.split('/').reverse();
  // Terraform takes a namespace in any case.
  const spelt = foldersIn(join(mirror, HOST)).find((name) => name.toLowerCase() === namespace.toLowerCase());
  if (spelt === undefined) return [];
  return versionsIn(join(mirror, HOST, spelt, type), type).map((version) => ({ mirror, source: `${HOST}/${spelt}/${type}`, version }));
}

/** Versions for this platform, newest first: unpacked ones have a folder, packed ones are files. */
function versionsIn(folder: string, type: string): string[] {
  const packed = new RegExp(`^terraform-provider-${type}_(.+)_${thisPlatform()}\\.zip$`);
  const versions = foldersIn(folder).flatMap((name) => {
    const version = packed.exec(name)?.[1] ?? (existsSync(join(folder, name, thisPlatform())) ? name : undefined);
    return version === undefined ? [] : [version];
  });
  return versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Makes a stand-in for hashicorp/null in a folder of its own, for mirrors that have no real one. @returns the mirror that it makes */
export function nullProviderMirror(): string {
  const home = temporaryFolder('null-provider');
  installNullProvider(home, ['3.2.4']);
  return join(home, '.terraform.d', 'plugins');
}

/** A provider that a stack asks for. */
export interface RequiredProvider {
  readonly name: string;
  readonly source: string;
  readonly constraint: string;
}

/** The providers that a synthesised stack requires beside our own, and the one that Terraform brings. */
export function requiredBy(json: Block): RequiredProvider[] {
  return Object.entries<Block>(json.terraform.required_providers)
    .filter(([, { source }]) => source !== PLUGIN_SOURCE && !source.startsWith('terraform.io/'))
    .map(([name, { source, version = '' }]) => ({ name, source, constraint: version }));
}

/** A synthesised stack with exactly these versions of its providers, whatever it asked for, and its state in its own folder. */
export function prepared(json: Block, found: { readonly [name: string]: FoundProvider }): Block {
  const { backend, ...terraform } = json.terraform;
  const pinned = Object.entries(found).map(([name, { source, version }]) => [name, { source, version }]);
  return { ...json, terraform: { ...terraform, required_providers: { ...terraform.required_providers, ...Object.fromEntries(pinned) } } };
}

/** Arguments of `terraform init` in a stack's folder: nothing is asked but these mirrors and what was placed beside the stack. */
export function initArguments(found: Iterable<FoundProvider>): string[] {
  const mirrors = new Set([...found].map(({ mirror }) => mirror));
  return ['init', '-no-color', '-input=false', ...[...mirrors, 'terraform.d/plugins'].map((folder) => `-plugin-dir=${folder}`)];
}
