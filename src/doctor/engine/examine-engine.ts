import { checkBouncers } from './bouncer-list';
import { checkConfig, listensAt, servesLocalApi } from './config-yaml';
import { checkConsole } from './console';
import { checkLocalCredentials, checkOnlineCredentials, lookAtEnrolment } from './credentials';
import { configPath, EngineConfig } from './data-folder';
import { examineLapi } from './lapi';
import { CROWDSEC_HOSTS, examineOwnHosts } from './own-hosts';
import { EngineSource, EngineState } from './types';
import type { CheckId } from '../checks';
import { programOf } from '../component';
import { Examination } from '../examination';
import { examineLog } from '../log';
import { Vantage } from '../network';

const NOT_CONFIGURED = { status: 'not_configured', latency_ms: null } as const;

/** Looks at a CrowdSec engine: its Local API, its files, and its way to CrowdSec's own hosts. It never logs in, and never pulls. */
export async function examineEngine(examination: Examination, source: EngineSource, vantage: Vantage): Promise<EngineState> {
  const { apiKey, dataDir, cscli, log, hosts = CROWDSEC_HOSTS } = source;
  examination.hide(apiKey);
  const files = dataDir === undefined ? {} : await examineFiles(examination, dataDir);
  const lapiUrl = source.lapiUrl ?? files.lapiUrl;
  const agent = source.component && programOf(source.component).agent;
  const ownHosts = source.ownHosts ?? dataDir !== undefined;
  const capi = ownHosts ? examineOwnHosts(examination, hosts, vantage) : NOT_CONFIGURED;
  if (cscli !== undefined) {
    const config = dataDir === undefined ? undefined : configPath(dataDir);
    const { now = () => new Date() } = vantage;
    const listed = examination.check({ id: 'lapi-bouncer', group: 'engine', subject: source.bouncer }, [], () => (
      checkBouncers({ cscli, config, name: source.bouncer, agent, now: now() })
    ));
    // Before the key is tried: old engines then note the address from which it came.
    await listed.holds;
  }
  const lapi = lapiUrl === undefined ? NOT_CONFIGURED : examineLapi(examination, { url: lapiUrl, apiKey, agent }, vantage);
  if (log !== undefined) await examineLog(examination, 'engine', { file: log, now: vantage.now?.() });
  const [lapiState, capiState] = await Promise.all([lapi, capi]);
  return { lapi: lapiState, capi: files.centralApi === false ? NOT_CONFIGURED : capiState };
}

/** What the files say of where the engine is, and whether it uses the Central API. */
interface FilesSay {
  readonly lapiUrl?: string;
  readonly centralApi?: boolean;
}

async function examineFiles(examination: Examination, dataDir: string): Promise<FilesSay> {
  const name = (id: CheckId) => ({ id, group: 'engine', subject: dataDir } as const);
  const config = examination.check(name('config-yaml'), [], () => checkConfig(dataDir));
  const local = examination.check(name('local-credentials'), [config], (found) => checkLocalCredentials(examination, found));
  const online = examination.check(name('online-credentials'), [config], (found) => checkOnlineCredentials(examination, found));
  examination.check(name('console'), [config], checkConsole);
  examination.check(name('enrolment'), [online], lookAtEnrolment);
  const found = await config.value;
  if (found === undefined) return {};
  const centralApi = await online.holds ? await online.value !== undefined : undefined;
  return { lapiUrl: await local.value ?? ownUrl(found), centralApi };
}

/** Where the engine's Local API is, as its own configuration says. */
function ownUrl(config: EngineConfig): string | undefined {
  const at = servesLocalApi(config) ? listensAt(config) : undefined;
  return at?.replace(/^(0\.0\.0\.0|\[::\])?:/, '127.0.0.1:').replace(/^(?!\/)/, 'http://');
}
