import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AdoptError } from '../errors';
import { named } from '../identifiers';
import { noteDeclared } from '../known/declared';
import { Known } from '../known/missing';
import { readState, StateObject, stateIfThere } from '../known/state';
import { SynthesisedStack, synthesisedStacks } from '../known/synthesised';
import { Missing, Organization } from '../types';
import { FOLDER, folderFiles, TAKEN } from './app-files';
import { importsId } from './imports-file';
import { functionName } from './integration-file';

/** What the user says of the app. */
export interface AppOptions {
  readonly stateFile?: string;
  readonly stack?: string;
}

/** What an app lacks, as a folder beside those that it has. */
export function missingInApp(app: string, organization: Organization, { stateFile, stack: name }: AppOptions): Missing {
  const stacks = synthesisedStacks(app);
  const stack = chosen(app, stacks, name);
  const { known, warnings } = knownOf(stacks, stack, organization, stateFile);
  const { whole, parts } = known.missing(organization);
  const folder = freeFolder(app);
  const added = named(whole, new Set([...TAKEN, folder, importsId(folder), ...constructIds(stack)]));
  const extended = named(parts, new Set([...TAKEN, ...added.map(({ identifier }) => identifier)]));
  const additions = extended.map((each) => {
    const path = known.addressOf(each.integration.id);
    return { ...each, path: path ?? [`${folder}-${each.identifier}`], declared: path !== undefined };
  });
  const door = functionName(folder);
  return {
    whole,
    parts,
    files: folderFiles(folder, added, additions),
    lines: [`import { ${door} } from './${folder}';`, `${door}(stack); // the stack "${stack.name}", behind what declares its integrations`],
    warnings,
  };
}

function chosen(app: string, stacks: readonly SynthesisedStack[], name: string | undefined): SynthesisedStack {
  const using = stacks.filter(({ usesCrowdsec }) => usesCrowdsec);
  const names = using.map((stack) => stack.name).join(', ');
  if (using.length === 0) throw new AdoptError(`no stack of ${app} has a CrowdsecProvider. Nothing was written.`, 'Add one, and run "npx cdktf synth"');
  if (name === undefined && using.length > 1) throw new AdoptError(`${app} has several stacks with a CrowdsecProvider: ${names}. Nothing was written.`, 'Choose one with --stack');
  const found = name === undefined ? using[0] : using.find((stack) => stack.name === name);
  if (!found) throw new AdoptError(`${app} has no stack "${name}" with a CrowdsecProvider; it has ${names}. Nothing was written.`);
  return found;
}

function knownOf(stacks: readonly SynthesisedStack[], stack: SynthesisedStack, { integrations }: Organization, stateFile: string | undefined) {
  const known = new Known<readonly string[]>();
  const warnings: string[] = [];
  const idsByAddress = new Map<string, string>();
  for (const one of stacks.filter(({ usesCrowdsec }) => usesCrowdsec)) {
    const given = one === stack && stateFile !== undefined ? readState(stateFile) : undefined;
    if (given === undefined && one.stateFile === undefined) warnings.push(withoutState(one));
    const state: StateObject[] = given ?? (one.stateFile === undefined ? undefined : stateIfThere(one.stateFile)) ?? [];
    const imports = one.imports.map(({ to, id }) => ({ address: to, type: to.split('.')[0], id: id.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{') }));
    for (const { address, type, id } of [...imports, ...state]) {
      known.note(type, id);
      if (one === stack) idsByAddress.set(address, id);
    }
  }
  noteDeclared(known, stack, integrations, idsByAddress);
  return { known, warnings };
}

function withoutState({ name }: SynthesisedStack): string {
  return `the state of stack "${name}" is kept elsewhere, so subscriptions that a loop makes there are not known; `
    + 'give what "terraform state pull" prints as --state';
}

/** Ids of what stands in the stack itself. */
function constructIds({ resource, data }: SynthesisedStack): string[] {
  return [resource, data].flatMap((blocks) => Object.values(blocks)).flatMap((byId) => Object.values(byId))
    .flatMap((block) => block['//']?.metadata?.path?.split('/')[1] ?? []);
}

function freeFolder(app: string): string {
  for (let number = 2, folder = FOLDER; ; folder = `${FOLDER}-${number++}`) {
    if (!existsSync(join(app, folder))) return folder;
  }
}
