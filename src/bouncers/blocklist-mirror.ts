import { defaulted, distinct, Field, list, optional, struct, text, word } from './fields';
import { goDuration } from './frequency';
import { daemonFile, LAPI_KEYS, parseGoDaemon } from './go-daemon';
import { BlocklistMirrorAuthentication, BlocklistMirrorFormat, BlocklistMirrorList, BlocklistMirrorOptions } from './options';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { under, writeYaml } from './yaml-file';

const { NONE, BASIC, IP_BASED } = BlocklistMirrorAuthentication;

const FILE = daemonFile('crowdsec-blocklist-mirror');

const PATH = '/security/blocklist';

const LIST = struct<BlocklistMirrorList>({
  format: defaulted(word(BlocklistMirrorFormat), BlocklistMirrorFormat.PLAIN_TEXT),
  endpoint: defaulted(text(/^\//, 'a path that starts with /'), PATH),
  authentication: defaulted(word(BlocklistMirrorAuthentication), NONE),
  user: optional(text()),
  password: optional(text()),
  trustedIps: optional(list(text(/^[\da-f.:]+(\/\d+)?$/i, 'an address or a network'))),
});

/** A list whose authentication has what it needs. */
const blocklist: Field<BlocklistMirrorList> = (value, at, context) => {
  const checked = LIST(value, at, context);
  const needed = { [NONE]: [], [IP_BASED]: ['trustedIps'], [BASIC]: ['user', 'password'] } as const;
  for (const prop of needed[checked.authentication!]) {
    if (checked[prop] === undefined) throw new Error(`${at}.${prop}: is required for the authentication "${checked.authentication}"`);
  }
  return checked;
};

/** The main file is written, whole: a fresh host or container has none. */
export const BLOCKLIST_MIRROR: Renderer<BlocklistMirrorOptions> = {
  syntax: ENV_YAML,
  options: struct<BlocklistMirrorOptions>({
    listenUri: defaulted(text(/:\d+$/, 'an address with a port, as 127.0.0.1:41412'), '127.0.0.1:41412'),
    // It does not start with two lists at one path.
    blocklists: defaulted(distinct(list(blocklist), 'endpoint', PATH), [{}]),
  }),
  place: () => ({
    ...FILE,
    checkCommand: `crowdsec-blocklist-mirror -c ${FILE.path} -t`,
    notes: ['It does not retry its first pull: when that fails it ends, and systemd starts it again.'],
  }),
  render: ({ url, apiKey, updateFrequency }, { listenUri, blocklists }) => writeYaml({
    config_version: 'v1.0',
    crowdsec_config: { lapi_url: url, lapi_key: apiKey, update_frequency: goDuration(updateFrequency), insecure_skip_verify: false },
    blocklists: blocklists!.map(({ format, endpoint, authentication, user, password, trustedIps }) => ({
      format, endpoint, authentication: { type: authentication, user, password, trusted_ips: trustedIps },
    })),
    listen_uri: listenUri,
    metrics: { enabled: false },
    log_media: 'stdout',
    log_level: 'info',
  }),
  parse: (file, local) => parseGoDaemon(file, local, LAPI_KEYS, (tree, reading) => {
    if (under(tree, 'blocklists') === undefined) reading.breaks('extra', 'blocklists: is missing, so nothing is served');
  }),
};
