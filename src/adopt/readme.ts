import { AdoptedFile, LeftOut, Named } from './types';

/** What differs between the languages. */
export interface ReadmeWords {
  /** Commands before the first plan. */
  readonly setUp: readonly string[];
  readonly plan: string;
  readonly apply: string;
  /** What to delete once everything is imported. */
  readonly tidy: string;
  /** How the argument that makes new credentials is written. */
  readonly credentialsVersion: string;
  /** Where a device must not miss a single pull: the way to new credentials without a gap. */
  readonly withoutGap: string;
  readonly forceDestroy: string;
  /** The file of one integration. */
  readonly fileOf: (identifier: string) => string;
}

/** What whoever finds the files has to know. */
export function readmeFile(words: ReadmeWords, integrations: readonly Named[], leftOut: readonly LeftOut[]): AdoptedFile {
  const count = integrations.reduce((sum, { integration }) => sum + integration.subscriptions.length, 0);
  return {
    path: 'README.md',
    text: [
      '# CrowdSec integrations',
      '',
      `${integrations.length} integrations with ${count} subscriptions, written by \`cdktf-crowdsec adopt\`. Each is in a file of its own, named after it.`,
      '',
      '## Take them over',
      '',
      ...commands([...words.setUp, 'export CROWDSEC_SERVICE_API_KEY=…', words.plan, words.apply]),
      '',
      `The plan imports ${integrations.length + count} objects, and adds, changes and destroys none. Once it is applied,`,
      words.tidy,
      '',
      '## What an import cannot bring',
      '',
      '- **Credentials.** The service shows them only when it makes them, so they are null here, and the devices go on with those that they have.',
      `- **\`${words.forceDestroy}\`** is false: the service then deletes no integration that is subscribed to something.`,
      '- **Clearing a description.** The service cannot. One that is taken out here stays there.',
      '',
      ...rotation(words),
      ...leftOutSection(leftOut),
    ].join('\n'),
  };
}

function rotation(words: ReadmeWords): string[] {
  return [
    '## New credentials, one at a time',
    '',
    'Only where this configuration is to hand them on. New ones end the old ones at once, so take one integration after the other:',
    '',
    `1. Add \`${words.credentialsVersion}\` to the integration in \`${words.fileOf('NAME')}\`.`,
    '2. In the same change give user name and password, or the API key, to the device, in whatever way it gets its settings.',
    `3. \`${words.apply}\`, and see that the device pulls before you take the next.`,
    '',
    words.withoutGap,
    '',
  ];
}

/** As code, so that nothing in a name is taken for Markdown. */
function leftOutSection(leftOut: readonly LeftOut[]): string[] {
  return leftOut.length === 0 ? [] : ['## Left out', '', 'This version cannot declare:', '', ...leftOut.map(({ what, why }) => `    ${what}: ${why}`), ''];
}

function commands(lines: readonly string[]): string[] {
  return ['```sh', ...lines, '```'];
}
