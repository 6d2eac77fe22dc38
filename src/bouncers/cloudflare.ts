import { CloudflareBouncerAccount, CloudflareBouncerAction, CloudflareBouncerOptions, CloudflareBouncerZone } from './edge-options';
import { defaulted, list, optional, struct, text, word } from './fields';
import { goDuration } from './frequency';
import { daemonFile, LAPI_KEYS, parseGoDaemon } from './go-daemon';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { textUnder, under, writeYaml } from './yaml-file';

const FILE = daemonFile('crowdsec-cloudflare-worker-bouncer');

function zoneConfig({ zoneId, routes, action }: CloudflareBouncerZone): object {
  return {
    zone_id: zoneId,
    actions: [action],
    default_action: action,
    routes_to_protect: routes,
    turnstile: action === CloudflareBouncerAction.CAPTCHA
      ? { enabled: true, rotate_secret_key: true, rotate_secret_key_every: '168h0m0s', mode: 'managed' }
      : { enabled: false },
  };
}

/** The daemon of the Cloudflare Worker. The main file is written, whole: a fresh host or container has none. */
export const CLOUDFLARE: Renderer<CloudflareBouncerOptions> = {
  syntax: ENV_YAML,
  options: struct<CloudflareBouncerOptions>({
    accounts: list(struct<CloudflareBouncerAccount>({
      id: text(),
      token: text(),
      name: optional(text()),
      zones: list(struct<CloudflareBouncerZone>({
        zoneId: text(),
        routes: list(text()),
        action: defaulted(word(CloudflareBouncerAction), CloudflareBouncerAction.BAN),
      })),
    })),
  }),
  place: () => ({
    ...FILE,
    checkCommand: `crowdsec-cloudflare-worker-bouncer -c ${FILE.path} -t`,
    notes: [
      'It deletes its workers when it stops, and also when its first pull fails.',
      'Cloudflare\'s free plan writes 1,000 entries a day: keep the integration\'s pull limit low there.',
    ],
  }),
  render: ({ url, apiKey, updateFrequency }, { accounts }) => writeYaml({
    crowdsec_config: { lapi_url: url, lapi_key: apiKey, update_frequency: goDuration(updateFrequency) },
    cloudflare_config: {
      accounts: accounts.map(({ id, token, name, zones }) => ({ id, token, account_name: name ?? id, zones: zones.map(zoneConfig) })),
    },
    // Says to systemd that it has started.
    daemon: true,
    log_mode: 'stdout',
    log_level: 'info',
    prometheus: { enabled: false },
  }),
  parse: (file, local) => parseGoDaemon(file, local, LAPI_KEYS, (tree, reading) => {
    const accounts = under(tree, 'cloudflare_config', 'accounts');
    if (!Array.isArray(accounts) || accounts.length === 0) reading.breaks('extra', 'cloudflare_config.accounts: is missing');
    if (textUnder(tree, 'log_media') !== undefined) reading.risks('extra', 'log_media: is not read; the key is log_mode');
  }),
};
