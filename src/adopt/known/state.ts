import { readFileSync } from 'node:fs';
import { readIfThere } from '../../files';
import { AdoptError } from '../errors';

/** An object that a state holds. Its attributes, secrets among them, stay in the file. */
export interface StateObject {
  /** `TYPE.NAME`, with the module before it, and the index behind it. */
  readonly address: string;
  readonly type: string;
  readonly id: string;
}

interface StateFile {
  readonly version?: number;
  readonly resources?: unknown;
}

interface StateResource {
  readonly module?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances?: readonly { readonly index_key?: unknown; readonly attributes?: { readonly id?: unknown } }[];
}

/** What of CrowdSec a state file holds; undefined if there is no such file. */
export function stateIfThere(file: string): StateObject[] | undefined {
  const content = readIfThere(file);
  return content === undefined ? undefined : objectsOf(file, content.toString());
}

/** The same of a file that the user named. */
export function readState(file: string): StateObject[] {
  try {
    return objectsOf(file, readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof AdoptError) throw error;
    throw new AdoptError(`cannot read the state ${file}: ${(error as Error).message}`, 'Write it with "terraform state pull"');
  }
}

function objectsOf(file: string, text: string): StateObject[] {
  const { version, resources } = parsed(text);
  // Not even a piece of it is quoted: it holds credentials.
  if (version !== 4 || !Array.isArray(resources)) {
    throw new AdoptError(`${file} is no Terraform state of version 4 that can be read. Nothing was written.`, 'Write one with "terraform state pull", and give it as --state');
  }
  const ours = (resources as StateResource[]).filter(({ mode, type }) => mode === 'managed' && type.startsWith('crowdsec_'));
  return ours.flatMap(({ module, type, name, instances = [] }) => instances.flatMap(({ index_key: index, attributes }) => {
    const address = `${module === undefined ? '' : `${module}.`}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`;
    return typeof attributes?.id === 'string' ? [{ address, type, id: attributes.id }] : [];
  }));
}

function parsed(text: string): StateFile {
  try {
    return (JSON.parse(text) ?? {}) as StateFile;
  } catch {
    return {};
  }
}
