import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { DoctorOptions } from './doctor-options';
import { type DeviceFacts, type DiagnosisOptions, idInUrl, StateProblem, type Target, targetsFrom } from '../../doctor';
import { codeOf } from '../../files';
import { checkServiceUrl, parseIntegrationReference, PUBLIC_SERVICE_URL, URL_VARIABLE } from '../../model';
import { CliError } from '../errors';

export const PASSWORD_VARIABLE = 'CROWDSEC_INTEGRATION_PASSWORD';
export const COMPONENT_KEY_VARIABLE = 'CROWDSEC_INTEGRATION_API_KEY';
export const LAPI_KEY_VARIABLE = 'CROWDSEC_LAPI_KEY';

type Env = NodeJS.ProcessEnv;

/** What is to be looked at, with all files read. Throws what a user can correct. */
export async function inputsOf(options: DoctorOptions, env: Env): Promise<DiagnosisOptions> {
  const { expectedOrganization, probe } = options;
  const named = { targets: await targetsOf(options, env), component: componentOf(options), engine: engineOf(options, env) };
  return { env, apiUrl: apiUrlIn(env), expectedOrganization, probe, ...named };
}

function apiUrlIn(env: Env): string {
  const url = env[URL_VARIABLE] || PUBLIC_SERVICE_URL;
  const problem = checkServiceUrl(url);
  if (problem) throw new CliError(`environment variable ${URL_VARIABLE}: ${problem}`);
  return url;
}

async function targetsOf(options: DoctorOptions, env: Env): Promise<readonly Target[] | undefined> {
  const { integration, fromState, endpoint } = options;
  if (fromState !== undefined) return fromStateOf(fromState);
  if (endpoint === undefined && integration === undefined) return undefined;
  const device = await deviceOf(options);
  if (endpoint === undefined) return [...new Set(integration)].map((reference) => ({ reference: parseIntegrationReference(reference), device }));
  return [{ reference: { id: idInUrl(endpoint)! }, endpoint, credentials: await credentialsOf(options, env), device }];
}

async function fromStateOf(file: string): Promise<readonly Target[]> {
  try {
    return targetsFrom(await textOf(file, '--from-state'));
  } catch (error) {
    if (error instanceof StateProblem) throw new CliError(`--from-state ${shown(file)}: ${error.message}`);
    throw error;
  }
}

async function deviceOf({ format, deviceUrl, pages, pageSize, capacity }: DoctorOptions): Promise<DeviceFacts> {
  return { format, pages, pageSize, capacity, url: deviceUrl === undefined ? undefined : (await textOf(deviceUrl, '--device-url')).trim() };
}

async function credentialsOf({ username, secretFile, probe, deviceUrl }: DoctorOptions, env: Env): Promise<Target['credentials']> {
  const variable = username === undefined ? COMPONENT_KEY_VARIABLE : PASSWORD_VARIABLE;
  const secret = secretFile === undefined ? env[variable] : (await textOf(secretFile, '--secret-file')).replace(/\r?\n$/, '');
  if (secret) return username === undefined ? { api_key: secret } : { username, password: secret };
  if (username === undefined || !(probe || deviceUrl)) return undefined;
  const why = secretFile === undefined ? `${variable} is not set` : `${shown(secretFile)} is empty`;
  throw new CliError(`there is no password for --username: ${why}`, `Set ${variable}, or give a file with --secret-file.`);
}

function componentOf({ bouncerConfig: file, component, plan, log, integration = [] }: DoctorOptions): DiagnosisOptions['component'] {
  const [only, ...others] = integration.map(parseIntegrationReference);
  const integrationId = only && 'id' in only && others.length === 0 ? only.id : undefined;
  return file === undefined ? undefined : { file, component, integrationId, plan, log };
}

function engineOf(options: DoctorOptions, env: Env): DiagnosisOptions['engine'] {
  const { lapiUrl, dataDir, cscli, bouncer, ownHosts, bouncerConfig, log } = options;
  if (lapiUrl === undefined && dataDir === undefined && cscli === undefined && !ownHosts) return undefined;
  const apiKey = env[LAPI_KEY_VARIABLE] || undefined;
  return { lapiUrl, dataDir, cscli, bouncer, ownHosts, apiKey, log: bouncerConfig === undefined ? log : undefined };
}

async function textOf(file: string, option: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError(`${option} ${shown(file)} cannot be read: ${WHY[codeOf(error)] ?? codeOf(error)}`);
  }
}

const WHY: { readonly [code: string]: string | undefined } = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
};

function shown(file: string): string {
  return file === '-' ? '- (standard input)' : file;
}
