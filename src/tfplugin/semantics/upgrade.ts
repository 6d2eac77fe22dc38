import { Resource } from '../contracts';
import { DiagnosticError } from '../diagnostics';
import { formatPath } from '../path';
import { ObjectValue } from '../value';
import { Calls } from './calls';
import { fitBlock, Misfit } from './fit';
import { isPlainObject } from './known';
import { RawState, SemanticServer } from './server';

type UpgradeAnswer = Awaited<ReturnType<SemanticServer['upgradeResourceState']>>;

/**
 * Brings a stored state into the schema's shape. Called for every object of a state, also when its version is the schema's
 * own: attributes may have come and gone without a new version.
 */
export async function upgradeResourceState(
  calls: Calls, resource: Resource<any>, typeName: string, version: number, raw: RawState,
): Promise<UpgradeAnswer> {
  const doing = `upgrading the state of ${typeName}`;
  const { diagnostics, returned } = await calls.run({ doing }, async () => {
    if (raw.flatmap || raw.json === undefined) throw refused(typeName, raw);
    const target = resource.schema.version ?? 0;
    if (version > target) throw tooNew(typeName, version, target);
    let json: { [key: string]: unknown } = raw.json;
    for (let from = version; from < target; from++) {
      const upgrader = resource.upgraders?.[from];
      if (!upgrader) throw new DiagnosticError(calls.bug.diagnostic(`${typeName} has no code to upgrade a state of version ${from}`));
      json = upgrader(json);
      if (!isPlainObject(json)) throw new DiagnosticError(calls.bug.diagnostic(`Upgrading a state of ${typeName} from version ${from} returned no object`));
    }
    return fromJson(resource, typeName, json);
  });
  return { diagnostics: [...diagnostics], state: diagnostics.hasErrors ? null : returned?.value ?? null };
}

function fromJson({ schema }: Resource<any>, typeName: string, json: { [key: string]: unknown }): ObjectValue {
  const wrong: Misfit[] = [];
  const state = fitBlock(schema, json, 'json', (misfit) => {
    if (misfit.kind === 'wrong') wrong.push(misfit);
  });
  if (wrong.length === 0) return state;
  const places = wrong.map(({ path, expected }) => `"${formatPath(path)}" should be ${expected}`);
  throw DiagnosticError.of(
    'State does not fit',
    `The stored state of ${typeName} cannot be read by this version of the provider: ${places.join(', ')}. `
    + 'Use the version of the provider that wrote it, or remove the object from the state (terraform state rm) and import it again.',
  );
}

function refused(typeName: string, { flatmap }: RawState): DiagnosticError {
  const what = flatmap ? 'is in the form of Terraform 0.11, which this provider never wrote' : 'is empty';
  return DiagnosticError.of('State cannot be read', `The stored state of ${typeName} ${what}. Remove the object from the state (terraform state rm) and import it again.`);
}

function tooNew(typeName: string, version: number, target: number): DiagnosticError {
  return DiagnosticError.of(
    'State is too new',
    `The stored state of ${typeName} has version ${version}; this provider knows versions up to ${target}. Use the provider's version that wrote it, or a newer one.`,
  );
}
