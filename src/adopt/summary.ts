/** What the command says of its work. */
import { quoted } from '../model';
import { Language } from './language';
import { LeftOut, Missing, Written } from './types';

/** After an app, or a configuration, of its own. */
export function writtenText(folder: string, { files, integrations, subscriptions }: Written, { words }: Language): string {
  return [
    `${integrations} integrations with ${subscriptions} subscriptions, in ${files.length} files: ${folder}`,
    '',
    'Next, in that folder (its README.md says more):',
    ...[...words.setUp, words.plan, words.apply].map((line) => `  ${line}`),
    `The plan imports ${integrations + subscriptions} objects and changes none.`,
    '',
    'An import cannot bring credentials: they stay null, and devices go on with those that they have. To hand new ones on, add',
    `${words.credentialsVersion} to one integration at a time, and deploy its device's side with it: the old ones end at once.`,
  ].join('\n');
}

/** After adding to an app that exists. */
export function addedText(folder: string, { whole, parts, files, lines = [] }: Missing): string {
  if (whole.length + parts.length === 0) return `nothing is missing in ${folder}; nothing was written`;
  const imported = whole.length + [...whole, ...parts].reduce((sum, { subscriptions }) => sum + subscriptions.length, 0);
  return [
    `added to ${folder}:`,
    ...whole.map(({ name, subscriptions }) => `  integration ${quoted(name)} with ${subscriptions.length} subscriptions`),
    ...parts.map(({ name, subscriptions }) => `  ${subscriptions.length} subscriptions of ${quoted(name)}`),
    `in ${files.map(({ path }) => path).join(', ')}`,
    '',
    ...(lines.length === 0 ? [] : ['Call it from your program:', ...lines.map((line) => `  ${line}`), '']),
    `The next plan imports ${imported} objects and changes none of them.`,
  ].join('\n');
}

/** What could not be adopted, or taken into account; empty if that is nothing. */
export function warningText(leftOut: readonly LeftOut[], warnings: readonly string[] = []): string {
  const left = leftOut.length === 0 ? [] : [`warning: ${leftOut.length} left out, because this version cannot declare them:`, leftOutText(leftOut)];
  return [...warnings.map((text) => `warning: ${text}`), ...left].join('\n');
}

/** What was left out, a line each. */
export function leftOutText(leftOut: readonly LeftOut[]): string {
  return leftOut.map(({ what, why }) => `  ${what}: ${why}`).join('\n');
}
