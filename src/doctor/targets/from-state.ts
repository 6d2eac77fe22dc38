import { idInUrl, type Target } from './target';
import type { Credentials } from '../../api';

const TYPE = 'crowdsec_integration';
const ENDPOINT = '_endpoint';

type Json = { readonly [name: string]: unknown };

/** Why a file names no integration: what it is instead. */
export class StateProblem extends Error {}

/**
 * The integrations in what Terraform, OpenTofu or cdktf writes: a state, `terraform show -json`, `terraform output -json`, or the outputs
 * file of `cdktf deploy`.
 */
export function targetsFrom(text: string): Target[] {
  const json = parsed(text);
  if (!isObject(json)) throw new StateProblem('it holds no object of JSON');
  if ('encrypted_data' in json) throw new StateProblem('it is an encrypted state; give the output of "tofu output -json" instead');
  const found = integrationsIn(json);
  if (found.length === 0) throw new StateProblem(`it holds no integration: neither a resource ${TYPE}, nor an output whose name ends with ${ENDPOINT} (addOutputs makes them)`);
  return [...new Map(found.map((target) => [idInUrl(target.endpoint ?? '') ?? target, target])).values()];
}

function integrationsIn(json: Json): Target[] {
  if (isObject(json.values)) return ofModule(json.values.root_module);
  return Array.isArray(json.resources) ? json.resources.flatMap(ofStateResource) : ofOutputs(json);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StateProblem('it is no JSON; give a state, or the output of "terraform output -json" or "terraform show -json"');
  }
}

/** Of a state file, in which a resource has instances. */
function ofStateResource(resource: unknown): Target[] {
  if (!isObject(resource) || resource.type !== TYPE || !Array.isArray(resource.instances)) return [];
  return resource.instances.flatMap((instance) => ofAttributes(isObject(instance) ? instance.attributes : undefined));
}

/** Of `terraform show -json`, in which modules lie within each other. */
function ofModule(module: unknown): Target[] {
  if (!isObject(module)) return [];
  const own = listOf(module.resources).flatMap((resource) => (isObject(resource) && resource.type === TYPE ? ofAttributes(resource.values) : []));
  return [...own, ...listOf(module.child_modules).flatMap(ofModule)];
}

function ofAttributes(attributes: unknown): Target[] {
  if (!isObject(attributes) || typeof attributes.id !== 'string') return [];
  const { id, endpoint, username, password, api_key: key } = attributes;
  return [{ reference: { id }, endpoint: textOf(endpoint), credentials: credentialsOf(username, password, key) }];
}

/** Outputs by name, each a value or an object that holds one; cdktf has them by stack. */
function ofOutputs(json: Json): Target[] {
  const values = new Map(Object.entries(json).map(([name, output]) => [name, isObject(output) && 'value' in output ? output.value : output]));
  const own = [...values].filter(([name]) => name.endsWith(ENDPOINT)).flatMap(([name, value]) => {
    const endpoint = textOf(value);
    const id = idInUrl(endpoint ?? '');
    if (endpoint === undefined || id === undefined) return [];
    const beside = (what: string) => values.get(name.slice(0, -ENDPOINT.length) + what);
    return [{ reference: { id }, endpoint, credentials: credentialsOf(beside('_username'), beside('_password'), beside('_api_key')) }];
  });
  const ofStacks = Object.values(json).filter((stack): stack is Json => isObject(stack) && !('value' in stack)).flatMap(ofOutputs);
  return [...own, ...ofStacks];
}

function credentialsOf(username: unknown, password: unknown, apiKey: unknown): Credentials | undefined {
  if (textOf(username) && textOf(password)) return { username: username as string, password: password as string };
  return textOf(apiKey) ? { api_key: apiKey as string } : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
