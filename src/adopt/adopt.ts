import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../model';
import { AdoptError } from './errors';
import { missingInConfiguration } from './hcl/into';
import { named } from './identifiers';
import { Language } from './language';
import { readmeFile } from './readme';
import { leftOutText } from './summary';
import { LeftOut, Missing, Organization, Written } from './types';
import { AppOptions, missingInApp } from './typescript/into';
import { contentsOf, writeFiles } from './write';

/** Files of a folder that an error names at most. */
const MOST_NAMED = 10;

/** What makes a folder a CDKTF app. */
const APP_FILE = 'cdktf.json';

/** Refuses a folder that holds something, unless what is written may take its place. */
export function checkEmpty(folder: string, force: boolean): void {
  const contents = contentsOf(folder);
  if (force || contents.length === 0) return;
  const more = contents.length > MOST_NAMED ? ` and ${contents.length - MOST_NAMED} more` : '';
  throw new AdoptError(`${folder} is not empty: it holds ${contents.slice(0, MOST_NAMED).join(', ')}${more}. Nothing was written.`,
    'Choose another folder; or --into to add what is missing there; or --force to replace files of the same name');
}

/** Writes an organisation down as an app, or a configuration, of its own. */
export function writeOut(folder: string, { id, integrations, leftOut }: Organization, language: Language): Written {
  if (integrations.length === 0) throw nothing(id, leftOut);
  const all = named(integrations, new Set(language.taken));
  const files = [readmeFile(language.words, all, leftOut), ...language.files(id, all)];
  writeFiles(folder, files);
  return { files, integrations: all.length, subscriptions: all.reduce((sum, { integration }) => sum + integration.subscriptions.length, 0) };
}

function nothing(id: string, leftOut: readonly LeftOut[]): AdoptError {
  if (leftOut.length === 0) return new AdoptError(`there is nothing to adopt: no integration of organisation ${quoted(id)} fits. Nothing was written.`);
  return new AdoptError(`there is nothing to adopt: of ${leftOut.length} integrations this version can declare none. Nothing was written.`, leftOutText(leftOut));
}

/** Refuses a folder that holds nothing to add to. */
export function checkApp(folder: string): void {
  const contents = contentsOf(folder);
  if (contents.includes(APP_FILE)) return checkLanguage(folder);
  if (contents.some((name) => name.endsWith('.tf'))) return;
  throw new AdoptError(`${folder} holds neither a ${APP_FILE} nor a .tf file: it is no app to add to. Nothing was written.`, 'Give --out for a new one');
}

/** Adds to an app, or a configuration, what it lacks of an organisation. */
export function writeInto(folder: string, organization: Organization, options: AppOptions): Missing {
  const missing = contentsOf(folder).includes(APP_FILE)
    ? missingInApp(folder, organization, options)
    : missingInConfiguration(folder, organization, options.stateFile);
  if (missing.whole.length + missing.parts.length > 0) writeFiles(folder, missing.files);
  return missing;
}

function checkLanguage(folder: string): void {
  const language = languageIn(join(folder, APP_FILE));
  if (language === 'typescript') return;
  throw new AdoptError(`the app in ${folder} is written in ${quoted(language)}, and adopt writes TypeScript. Nothing was written.`,
    'Give --out for an app of its own, to copy from');
}

function languageIn(file: string): string {
  try {
    return String((JSON.parse(readFileSync(file, 'utf8')) as { readonly language?: unknown }).language);
  } catch (error) {
    throw new AdoptError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
