import { dirname } from 'node:path';
import { configPath, EngineConfig, readYamlFile, strangersIn } from './data-folder';
import { textUnder, under } from '../../bouncers';
import { quoted } from '../../model';
import { Seen } from '../examination';

/** CrowdSec's own. Source: crowdsec, pkg/csconfig/config.go. */
const KEYS = ['common', 'prometheus', 'crowdsec_service', 'cscli', 'db_config', 'api', 'config_paths', 'plugin_config'];

const DATABASES = ['sqlite', 'mysql', 'postgres', 'postgresql', 'pgx'];

/** Reads the engine's configuration, and says what it would not start with. */
export async function checkConfig(dataDir: string): Promise<Seen<EngineConfig>> {
  const path = configPath(dataDir);
  const read = await readYamlFile(path);
  if (read === undefined) {
    return {
      status: 'fail',
      detail: `there is no config.yaml in ${dataDir}, nor in its folder config`,
      remedy: 'Give CrowdSec\'s folder with --data-dir: /etc/crowdsec, or the one that the container keeps it in.',
    };
  }
  if ('status' in read) return read;
  const config: EngineConfig = { ...read, folder: dirname(path) };
  const problems = problemsOf(config);
  if (problems.length === 0) return { status: 'ok', detail: `${path} can be read, and names what is needed`, value: config };
  return { status: 'fail', detail: `${path}: ${problems.join('; ')}`, remedy: 'Set what is named, then restart CrowdSec.' };
}

function problemsOf(config: EngineConfig): string[] {
  const { tree } = config;
  const problems = strangersIn(tree, KEYS).map((key) => `${quoted(key)} is no key of CrowdSec's, which does not start with it`);
  if (textUnder(tree, 'config_paths', 'data_dir') === undefined) problems.push('config_paths.data_dir is missing');
  const database = textUnder(tree, 'db_config', 'type');
  if (database === undefined || !DATABASES.includes(database)) problems.push(`db_config.type must be one of ${DATABASES.join(', ')}`);
  if (servesLocalApi(config) && !listensAt(config)) problems.push('api.server.listen_uri and api.server.listen_socket are both missing');
  return problems;
}

/** Whether it has a Local API of its own, rather than sending to another's. */
export function servesLocalApi({ tree }: EngineConfig): boolean {
  return under(tree, 'api', 'server') !== undefined && textUnder(tree, 'api', 'server', 'enable') !== 'false';
}

/** What the Local API listens at, as the configuration has it. */
export function listensAt({ tree }: EngineConfig): string | undefined {
  return textUnder(tree, 'api', 'server', 'listen_uri') ?? textUnder(tree, 'api', 'server', 'listen_socket');
}
