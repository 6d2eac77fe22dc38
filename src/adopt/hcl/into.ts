import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdoptError } from '../errors';
import { named } from '../identifiers';
import { importBlocksOf } from '../known/hcl-imports';
import { Known } from '../known/missing';
import { readState, stateIfThere } from '../known/state';
import { Missing, Organization } from '../types';
import { importsFile } from './imports-file';
import { integrationFile, labelOf, subscriptionBlocks, subscriptionImports } from './integration-file';

/** What a configuration lacks, as files beside those that it has. */
export function missingInConfiguration(folder: string, organization: Organization, stateFile: string | undefined): Missing {
  const { known, labels } = knownOf(folder, stateFile);
  const { whole, parts } = known.missing(organization);
  const existing = readdirSync(folder).map((name) => /^integration-(.*)\.tf$/.exec(name)?.[1]).filter((name) => name !== undefined);
  const added = named(whole, new Set([...existing, ...labels]));
  const number = freeNumber(folder, [...labels, ...added.map(({ identifier }) => identifier)]);
  const extended = named(parts, new Set()).map(({ identifier, integration }) => ({ label: `${labelOf(identifier)}_${number}`, integration }));
  const imports = [
    ...added.flatMap(({ identifier, integration: { id, subscriptions } }) => [
      { to: `crowdsec_integration.${labelOf(identifier)}`, id }, ...subscriptionImports(labelOf(identifier), id, subscriptions),
    ]),
    ...extended.flatMap(({ label, integration: { id, subscriptions } }) => subscriptionImports(label, id, subscriptions)),
  ];
  const blocks = extended.flatMap(({ label, integration: { id, subscriptions } }) => (
    subscriptionBlocks(label, referenceTo(known.addressOf(id), id), subscriptions)
  ));
  return {
    whole,
    parts,
    // The imports first: without their targets Terraform refuses to plan, so a write that is cut off changes nothing.
    files: [
      importsFile(`imports-${number}.tf`, imports),
      ...(blocks.length === 0 ? [] : [{ path: `subscriptions-${number}.tf`, text: blocks.join('\n') }]),
      ...added.map(integrationFile),
    ],
  };
}

function knownOf(folder: string, stateFile: string | undefined): { readonly known: Known<string>; readonly labels: string[] } {
  const state = stateFile === undefined ? stateIfThere(join(folder, 'terraform.tfstate')) : readState(stateFile);
  const imports = readdirSync(folder).filter((name) => name.endsWith('.tf')).flatMap((name) => importBlocksOf(readFileSync(join(folder, name), 'utf8')));
  if (state === undefined && imports.length === 0) {
    throw new AdoptError(`nothing says what ${folder} manages: there is neither a terraform.tfstate nor an import block in it. Nothing was written.`,
      'Run "terraform state pull > FILE" there, and give --state FILE');
  }
  const known = new Known<string>();
  for (const { to, id } of imports) known.note(to.split('.')[0], id, to);
  for (const { address, type, id } of state ?? []) known.note(type, id, address);
  const addresses = [...imports.map(({ to }) => to), ...(state ?? []).map(({ address }) => address)];
  return { known, labels: addresses.map((address) => address.replace(/\[.*$/, '').split('.').at(-1)!.replaceAll('_', '-')) };
}

/** By its address where it has one that stands for it alone in this module, else by its id. */
function referenceTo(address: string | undefined, id: string): string {
  return address !== undefined && /^crowdsec_integration\.[\w-]+$/.test(address) ? `${address}.id` : `"${id}"`;
}

/** The first that no file has, and that makes a label of none that is there. */
function freeNumber(folder: string, labels: readonly string[]): number {
  for (let number = 2; ; number++) {
    const files = ['imports', 'subscriptions'].map((name) => join(folder, `${name}-${number}.tf`));
    if (!files.some(existsSync) && !labels.some((label) => label.endsWith(`-${number}`))) return number;
  }
}
