import { readFileSync } from 'node:fs';
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
export function inputsOf(options: DoctorOptions, env: Env): DiagnosisOptions {
  const { expectedOrganization, probe } = options;
  const named = { targets: targetsOf(options, env), component: componentOf(options), engine: engineOf(options, env) };
  return { env, apiUrl: apiUrlIn(env), expectedOrganization, probe, ...named };
}

function apiUrlIn(env: Env): string {
  const url = env[URL_VARIABLE] || PUBLIC_SERVICE_URL;
  const problem = checkServiceUrl(url);
  if (problem) throw new CliError(`environment variable ${URL_VARIABLE}: ${problem}`);
  return url;
}

function targetsOf(options: DoctorOptions, env: Env): readonly Target[] | undefined {
  const { integration, fromState, endpoint } = options;
  if (fromState !== undefined) return fromStateOf(fromState);
  if (endpoint === undefined && integration === undefined) return undefined;
  const device = deviceOf(options);
  if (endpoint === undefined) return [...new Set(integration)].map((text) => ({ reference: parseIntegrationReference(text), device }));
  return [{ reference: { id: idInUrl(endpoint)! }, endpoint, credentials: credentialsOf(options, env), device }];
}

function fromStateOf(file: string): readonly Target[] {
  try {
    return targetsFrom(textOf(file, '--from-state'));
  } catch (error) {
    if (error instanceof StateProblem) throw new CliError(`--from-state ${shown(file)}: ${error.message}`);
    throw error;
  }
}

function deviceOf({ format, deviceUrl, pages, pageSize, capacity }: DoctorOptions): DeviceFacts {
  return { format, pages, pageSize, capacity, url: deviceUrl === undefined ? undefined : textOf(deviceUrl, '--device-url').trim() };
}

function credentialsOf({ username, secretFile, probe, deviceUrl }: DoctorOptions, env: Env): Target['credentials'] {
  const variable = username === undefined ? COMPONENT_KEY_VARIABLE : PASSWORD_VARIABLE;
  const secret = secretFile === undefined ? env[variable] : textOf(secretFile, '--secret-file').replace(/\r?\n$/, '');
  if (secret) return username === undefined ? { api_key: secret } : { username, password: secret };
  if (username === undefined || !(probe || deviceUrl)) return undefined;
  const why = secretFile === undefined ? `${variable} is not set` : `${shown(secretFile)} is empty`;
  throw new CliError(`there is no password for --username: ${why}`, `Set ${variable}, or give a file with --secret-file.`);
}

function componentOf({ bouncerConfig: file, component, plan, log }: DoctorOptions): DiagnosisOptions['component'] {
  return file === undefined ? undefined : { file, component, plan, log };
}

function engineOf(options: DoctorOptions, env: Env): DiagnosisOptions['engine'] {
  const { lapiUrl, dataDir, cscli, bouncer, ownHosts, bouncerConfig, log } = options;
  if (lapiUrl === undefined && dataDir === undefined && cscli === undefined && !ownHosts) return undefined;
  const apiKey = env[LAPI_KEY_VARIABLE] || undefined;
  return { lapiUrl, dataDir, cscli, bouncer, ownHosts, apiKey, log: bouncerConfig === undefined ? log : undefined };
}

function textOf(file: string, option: string): string {
  try {
    return readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (error) {
    throw new CliError(`${option} ${shown(file)} cannot be read: ${WHY[codeOf(error)] ?? codeOf(error)}`);
  }
}

const WHY: { readonly [code: string]: string | undefined } = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  EAGAIN: 'standard input gives nothing; is something piped into it?',
};

function shown(file: string): string {
  return file === '-' ? '- (standard input)' : file;
}
