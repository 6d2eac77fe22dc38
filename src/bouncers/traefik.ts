import { defaulted, plain, struct } from './fields';
import { wholeSeconds } from './frequency';
import { TraefikBouncerOptions } from './options';
import { Reading, shown } from './reading';
import { ParsedBouncerConfig, Renderer } from './renderer';
import { TEMPLATE_YAML } from './syntax';
import { isTable, isTrue, readYaml, textUnder, Tree, under, writeYaml } from './yaml-file';

/** Long enough for a full list over the internet, in seconds; the plugin's default is 10. */
const HTTP_TIMEOUT = 30;

const MODES = ['none', 'live', 'stream', 'alone', 'appsec'];

const NAME = plain(/^[\w-]{1,64}$/, '1 to 64 letters, digits, _ and -');

/** The plugin's settings in a file, under their names in small letters, because Traefik takes them in any. */
type Settings = { readonly [name: string]: Tree };

function settingsIn(tree: Tree): Settings[] {
  const middlewares = under(tree, 'http', 'middlewares');
  const plugins = (isTable(middlewares) ? Object.values(middlewares) : [])
    .flatMap((middleware) => Object.values(under(middleware, 'plugin') ?? {}) as Tree[])
    .filter(isTable);
  return plugins
    .map((plugin) => Object.fromEntries(Object.entries(plugin).map(([key, value]) => [key.toLowerCase(), value])))
    .filter((settings) => Object.keys(settings).some((key) => key.startsWith('crowdsec')));
}

function parse(text: string): ParsedBouncerConfig {
  const { tree, problems } = readYaml(text);
  const reading = new Reading(problems);
  const [found, ...others] = settingsIn(tree);
  if (!found) {
    reading.breaks('extra', 'http.middlewares: none has the plugin with its crowdsec… settings, so nothing is pulled; they belong under http.middlewares.NAME.plugin.PLUGIN');
    return { problems: reading.problems };
  }
  if (others.length) reading.risks('extra', `http.middlewares: ${others.length + 1} have the plugin; all share the stream of the first`);
  const setting = (name: string) => textUnder(found, name.toLowerCase());
  if (!isTrue(setting('enabled'))) reading.breaks('extra', 'enabled: is not true, so nothing is blocked');
  const mode = setting('crowdsecMode') ?? 'live';
  if (!MODES.includes(mode)) reading.breaks('mode', `crowdsecMode: ${shown(mode)} is not one of ${MODES.join(', ')}`);
  if (setting('updateMaxFailure') !== '-1') {
    const failures = setting('updateMaxFailure');
    reading.risks('extra', `updateMaxFailure: at ${failures ? shown(failures) : 'its default of 0'}, failed pulls or empty answers refuse every visitor; set -1`);
  }
  const host = setting('crowdsecLapiHost');
  const url = host && `${setting('crowdsecLapiScheme') ?? 'http'}://${host}${setting('crowdsecLapiPath') ?? '/'}`;
  const key = setting('crowdsecLapiKey');
  return {
    url: reading.url('crowdsecLapiHost and crowdsecLapiPath', url, 'needs-slash'),
    apiKey: key === undefined && setting('crowdsecLapiKeyFile') ? undefined : reading.key('crowdsecLapiKey', key),
    streams: mode === 'stream' || reading.live(`crowdsecMode: ${shown(mode)}`),
    updateFrequencySeconds: reading.seconds('updateIntervalSeconds', setting('updateIntervalSeconds'), 60),
    checksCertificates: isTrue(setting('crowdsecLapiTlsInsecureVerify')) ? reading.insecure('crowdsecLapiTlsInsecureVerify: true') : true,
    problems: reading.problems,
  };
}

/** A file of the file provider: Traefik's plugin has none of its own. */
export const TRAEFIK: Renderer<TraefikBouncerOptions> = {
  syntax: TEMPLATE_YAML,
  options: struct<TraefikBouncerOptions>({
    middleware: defaulted(NAME, 'crowdsec'),
    plugin: defaulted(NAME, 'bouncer'),
    path: defaulted(plain(/^\/[\w./-]+\.ya?ml$/, 'an absolute path of a .yaml file'), '/etc/traefik/dynamic/crowdsec.yaml'),
  }),
  place: ({ path, middleware, plugin }) => ({
    path: path!,
    owner: 'root',
    group: 'root',
    mode: '0600',
    // The stream that runs keeps the old endpoint and key when only the file is loaded again.
    reloadCommand: 'systemctl restart traefik',
    notes: [
      `The static configuration must load the plugin as experimental.plugins.${plugin}, version 1.4.0 or newer, and watch the file's directory.`,
      `A router must have the middleware ${middleware}@file.`,
      'Ranges never match a visitor: leave the integration\'s aggregation of addresses off.',
    ],
  }),
  render: ({ urlParts, apiKey, updateFrequency }, { middleware, plugin }) => writeYaml({
    http: {
      middlewares: {
        [middleware!]: {
          plugin: {
            [plugin!]: {
              enabled: true,
              crowdsecMode: 'stream',
              crowdsecLapiScheme: urlParts.scheme,
              crowdsecLapiHost: urlParts.host,
              // The plugin only adds v1/decisions/stream to it.
              crowdsecLapiPath: urlParts.path,
              crowdsecLapiKey: apiKey,
              crowdsecLapiTlsInsecureVerify: false,
              crowdsecAppsecEnabled: false,
              updateIntervalSeconds: wholeSeconds(updateFrequency),
              // At the default of 0, one refused pull or one empty list shuts every visitor out.
              updateMaxFailure: -1,
              metricsUpdateIntervalSeconds: 0,
              httpTimeoutSeconds: HTTP_TIMEOUT,
            },
          },
        },
      },
    },
  }),
  parse,
};
