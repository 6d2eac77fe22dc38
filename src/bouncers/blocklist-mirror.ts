import { defaulted, Field, list, optional, struct, text, word } from './fields';
import { goDuration } from './frequency';
import { daemonFile, LAPI_KEYS, parseGoDaemon } from './go-daemon';
import { BlocklistMirrorAuthentication, BlocklistMirrorFormat, BlocklistMirrorList, BlocklistMirrorOptions } from './options';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { under, writeYaml } from './yaml-file';

const { NONE, BASIC, IP_BASED } = BlocklistMirrorAuthentication;

const FILE = daemonFile('crowdsec-blocklist-mirror');

const LIST = struct<BlocklistMirrorList>({
  format: defaulted(word(BlocklistMirrorFormat), BlocklistMirrorFormat.PLAIN_TEXT),
  endpoint: defaulted(text(/^\//, 'a path that starts with /'), '/security/blocklist'),
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

const FIELDS = struct<BlocklistMirrorOptions>({
  listenUri: defaulted(text(/:\d+$/, 'an address with a port, as 127.0.0.1:41412'), '127.0.0.1:41412'),
  blocklists: defaulted(list(blocklist), [{}]),
});

/** The mirror does not start with two lists at one path. The paths are marks by then, so it looks at what was given. */
const options: Field<BlocklistMirrorOptions> = (value, at, context) => {
  const checked = FIELDS(value, at, context);
  const given = (value as BlocklistMirrorOptions | undefined)?.blocklists ?? [];
  const paths = given.map(({ endpoint }) => endpoint ?? '/security/blocklist');
  const twice = paths.findIndex((path, index) => paths.indexOf(path) < index);
  if (twice >= 0) throw new Error(`${at}.blocklists[${twice}].endpoint: another list has the same; give each its own`);
  return checked;
};

/** The main file is written, whole: a fresh host or container has none. */
export const BLOCKLIST_MIRROR: Renderer<BlocklistMirrorOptions> = {
  syntax: ENV_YAML,
  options,
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
  parse: (file) => parseGoDaemon(file, LAPI_KEYS, (tree, reading) => {
    if (under(tree, 'blocklists') === undefined) reading.problems.push('blocklists: is missing, so nothing is served');
  }),
};
