import { listensAt, servesLocalApi } from './config-yaml';
import { EngineConfig, pathOf, readYamlFile, strangersIn, YamlFile } from './data-folder';
import { textUnder } from '../../bouncers';
import { Examination, Seen } from '../examination';
import { checkPermissions } from '../text-file';

/** Source: crowdsec, pkg/csconfig/api.go. */
const KEYS = ['url', 'login', 'password', 'papi_url', 'ca_cert_path', 'cert_path', 'key_path'];

const REGISTER = 'Register the machine again: "cscli machines add --force -a", then restart CrowdSec.';
const REGISTER_CENTRALLY = 'Register with "cscli capi register", then restart CrowdSec.';

/** The engine's own account at its Local API. Hands on the URL. */
export async function checkLocalCredentials(examination: Examination, config: EngineConfig): Promise<Seen<string | undefined>> {
  const path = pathOf(config, 'local_api_credentials.yaml', 'api', 'client', 'credentials_path');
  const read = await readCredentials(examination, path);
  if (read === undefined) return { status: 'fail', detail: `there is no file ${path}`, remedy: REGISTER };
  if ('status' in read) return read;
  const url = textUnder(read.tree, 'url');
  const problems = localProblems(read);
  if (problems.length > 0) return { status: 'fail', detail: `${path}: ${problems.join('; ')}`, remedy: REGISTER };
  const listens = listensAt(config);
  if (servesLocalApi(config) && listens !== undefined && !leadsTo(url!, listens)) {
    return {
      status: 'warn',
      value: url,
      detail: `${path}: url leads elsewhere than to api.server.listen_uri, which is ${listens}`,
      remedy: 'Make host and port the same, unless the engine is meant to use another\'s Local API.',
    };
  }
  return openOr(read, { status: 'ok', detail: `${path} is complete`, value: url });
}

function localProblems({ tree }: YamlFile): string[] {
  const [url, login, password, certificate, key] = ['url', 'login', 'password', 'cert_path', 'key_path'].map((name) => textUnder(tree, name));
  const problems = strangersIn(tree, KEYS).map(() => 'it holds a key that CrowdSec does not know, and does not start with');
  const [byPassword, byCertificate] = [Boolean(login && password), Boolean(certificate && key)];
  if (!url) problems.push('url is missing');
  if (!byPassword && !byCertificate) problems.push('neither login and password nor cert_path and key_path are there');
  if ((login || password) && (certificate || key)) problems.push('login and password as well as a certificate are there; one of them must go');
  if (url?.startsWith('/') && byCertificate) problems.push('a certificate cannot be used with the path of a socket');
  return problems;
}

/** Whether a URL is one at which what listens there is met. */
function leadsTo(url: string, listens: string): boolean {
  if (url.startsWith('/') || listens.startsWith('/')) return url === listens;
  if (!URL.canParse(url) || !URL.canParse(`http://${listens}`)) return false;
  const [asked, at] = [new URL(url), new URL(`http://${listens}`)];
  return portOf(asked) === portOf(at) && (/^(0\.0\.0\.0|\[::\]|)$/.test(at.hostname) || sameHost(asked.hostname, at.hostname));
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

function sameHost(...hosts: readonly [string, string]): boolean {
  const [one, other] = hosts.map((host) => (host === 'localhost' ? '127.0.0.1' : host));
  return one === other;
}

/** What the engine has at the Central API. Hands on its URL, if it is complete. */
export async function checkOnlineCredentials(examination: Examination, config: EngineConfig): Promise<Seen<string>> {
  const path = pathOf(config, 'online_api_credentials.yaml', 'api', 'server', 'online_client', 'credentials_path');
  const read = await readCredentials(examination, path);
  const off = 'so the engine does not use the Central API: no community list, no console';
  if (read === undefined) return { status: 'warn', detail: `there is no file ${path}, ${off}`, remedy: REGISTER_CENTRALLY };
  if ('status' in read) return read;
  if (strangersIn(read.tree, KEYS).length > 0) {
    return { status: 'fail', detail: `${path}: it holds a key that CrowdSec does not know, and does not start with`, remedy: REGISTER_CENTRALLY };
  }
  const missing = ['url', 'login', 'password'].filter((key) => !textUnder(read.tree, key));
  if (missing.length > 0) return { status: 'warn', detail: `${path}: ${missing.join(', ')} missing, ${off}`, remedy: REGISTER_CENTRALLY };
  return openOr(read, { status: 'ok', detail: `${path} is complete`, value: textUnder(read.tree, 'url')! });
}

async function readCredentials(examination: Examination, path: string): Promise<YamlFile | Seen<never> | undefined> {
  const read = await readYamlFile(path);
  if (read && !('status' in read)) examination.hide(textUnder(read.tree, 'password'));
  return read;
}

/** What was seen, unless others could read the credentials. */
function openOr<T>({ files }: YamlFile, seen: Seen<T>): Seen<T> {
  const access = checkPermissions(files);
  return access.status === 'warn' ? { ...access, value: seen.value } : seen;
}

/**
 * Whether the engine is enrolled cannot be seen without a login, which would change things at CrowdSec.
 * @param url of the Central API; undefined where the engine does not use it
 */
export function lookAtEnrolment(url: string | undefined): Seen {
  if (url === undefined) return { status: 'skip', detail: 'an engine that does not use the Central API cannot be enrolled' };
  return {
    status: 'unknown',
    detail: 'whether it is enrolled cannot be seen from here without a login',
    remedy: 'Look for the engine in the console; an enrolment must be accepted there, and CrowdSec restarted afterwards.',
  };
}
