import { resolve } from 'node:path';
import type { Organization } from '../../adopt';
import { OUTPUT_FORMATS } from '../../model';
import { PLUGIN_SOURCE, PLUGIN_VERSION } from '../../plugin';
import { CliError, UsageError } from '../errors';
import { Command, EXIT, oneOf, repeated, someText } from '../options';
import { serviceClient } from '../service-client';

interface AdoptOptions {
  readonly out?: string;
  readonly into?: string;
  readonly hcl?: boolean;
  readonly tag?: readonly string[];
  readonly name?: readonly string[];
  readonly format?: readonly string[];
  readonly expectedOrganization?: string;
  readonly stack?: string;
  readonly state?: string;
  readonly force?: boolean;
}

export const adoptCommand: Command<AdoptOptions> = {
  name: 'adopt',
  summary: 'write an organisation that exists down as code that takes it over',
  description: [
    'Read the integrations and subscriptions of the organisation, and write them down as a CDKTF app (or as HCL) with what imports them:',
    'the first deployment takes them over and changes nothing. The key comes from the environment variable CROWDSEC_SERVICE_API_KEY.',
  ].join('\n'),
  options: [
    { flags: '--out <folder>', description: 'new folder to write an app into', parse: someText },
    { flags: '--into <folder>', description: 'folder of an app that exists, CDKTF or HCL: add what it lacks', parse: someText },
    { flags: '--hcl', description: 'with --out: write HCL in place of TypeScript' },
    { flags: '--tag <tag>', description: 'only integrations with this tag; may be repeated: any of them', parse: repeated(someText) },
    { flags: '--name <pattern>', description: 'only integrations of such a name: * is any characters, ? is one; may be repeated', parse: repeated(someText) },
    { flags: '--format <format>', description: 'only integrations of this output format; may be repeated', parse: repeated(oneOf(OUTPUT_FORMATS)) },
    { flags: '--expected-organization <id>', description: 'stop if the key belongs to another organisation', parse: someText },
    { flags: '--stack <name>', description: 'with --into: the stack of a CDKTF app that has several', parse: someText },
    { flags: '--state <file>', description: 'with --into: what "terraform state pull" printed, where the state is kept elsewhere', parse: someText },
    { flags: '--force', description: 'with --out: write into a folder that is not empty, over files of the same name' },
  ],
  examples: [
    ['cdktf-crowdsec adopt --out crowdsec', 'the whole organisation as a CDKTF app'],
    ['cdktf-crowdsec adopt --out crowdsec --hcl', 'the same in HCL'],
    ['cdktf-crowdsec adopt --out paris --tag paris --name \'edge-*\'', 'a part of it'],
    ['cdktf-crowdsec adopt --into crowdsec', 'what was made by hand since'],
  ],
  async run(options) {
    const problem = contradiction(options);
    if (problem !== undefined) throw new UsageError(problem);
    const { out, into } = options;
    await explained(() => (out === undefined ? addTo(resolve(into!), options) : writeTo(resolve(out), options)));
    return EXIT.fine;
  },
};

function contradiction({ out, into, hcl, state, stack, force }: AdoptOptions): string | undefined {
  if ((out === undefined) === (into === undefined)) return 'give either --out, for a new folder, or --into, for an app that exists';
  const misplaced = out === undefined ? { '--hcl': hcl, '--force': force } : { '--state': state, '--stack': stack };
  const [option] = Object.entries(misplaced).find(([, value]) => value !== undefined) ?? [];
  return option && `${option} does not go with ${out === undefined ? '--into' : '--out'}`;
}

async function writeTo(folder: string, options: AdoptOptions): Promise<void> {
  const { checkEmpty, hcl, TYPESCRIPT, warningText, writeOut, writtenText } = await import('../../adopt');
  checkEmpty(folder, options.force ?? false);
  const organization = await read(options);
  const language = options.hcl ? hcl({ source: PLUGIN_SOURCE, version: PLUGIN_VERSION }) : TYPESCRIPT;
  console.log(writtenText(folder, writeOut(folder, organization, language), language));
  warn(warningText(organization.leftOut));
}

async function addTo(folder: string, options: AdoptOptions): Promise<void> {
  const { addedText, checkApp, warningText, writeInto } = await import('../../adopt');
  checkApp(folder);
  const organization = await read(options);
  const missing = writeInto(folder, organization, { stack: options.stack, stateFile: options.state });
  console.log(addedText(folder, missing));
  warn(warningText(organization.leftOut, missing.warnings));
}

function warn(text: string): void {
  if (text !== '') console.error(`\n${text}`);
}

async function read({ tag = [], name = [], format = [], expectedOrganization }: AdoptOptions): Promise<Organization> {
  const { readOrganization } = await import('../../adopt');
  const client = await serviceClient();
  try {
    return await readOrganization(client, { tags: tag, names: name, formats: format }, expectedOrganization);
  } finally {
    await client.close();
  }
}

/** Errors that say what to do end the command with their text alone. */
async function explained(work: () => Promise<void>): Promise<void> {
  const [{ AdoptError }, { isApiError }] = await Promise.all([import('../../adopt'), import('../../api')]);
  try {
    await work();
  } catch (error) {
    if (error instanceof AdoptError) throw new CliError(error.message);
    if (isApiError(error)) throw new CliError(`the organisation could not be read: ${error.message}`, 'Nothing was written.');
    throw error;
  }
}
