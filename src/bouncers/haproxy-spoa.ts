import { optional, struct, text } from './fields';
import { goDuration } from './frequency';
import { daemonFile, parseGoDaemon, STREAM_KEYS } from './go-daemon';
import { HaproxySpoaBouncerOptions } from './options';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { textUnder, writeYaml } from './yaml-file';

const FILE = { ...daemonFile('crowdsec-spoa-bouncer'), group: 'crowdsec-spoa', mode: '0640' };

/** HAProxy's agent. It runs as a user of its own, so its group reads the file. Without the package there is no main file: it is written whole. */
export const HAPROXY_SPOA: Renderer<HaproxySpoaBouncerOptions> = {
  syntax: ENV_YAML,
  options: struct<HaproxySpoaBouncerOptions>({
    listenTcp: optional(text(/:\d+$/, 'an address with a port, as 127.0.0.1:9000')),
    listenUnix: optional(text(/^\//, 'an absolute path')),
  }),
  place: () => ({
    ...FILE,
    checkCommand: `crowdsec-spoa-bouncer -c ${FILE.path} -t`,
    notes: ['HAProxy must send its requests to the agent: the SPOE filter and its backend are in HAProxy\'s own configuration.'],
  }),
  render: ({ url, apiKey, updateFrequency }, { listenTcp, listenUnix }) => writeYaml({
    log_mode: 'stdout',
    log_level: 'info',
    api_url: url,
    api_key: apiKey,
    update_frequency: goDuration(updateFrequency),
    retry_initial_connect: true,
    insecure_skip_verify: false,
    listen_tcp: listenTcp ?? (listenUnix ? undefined : '127.0.0.1:9000'),
    listen_unix: listenUnix,
    prometheus: { enabled: false },
  }),
  parse: (file, local) => parseGoDaemon(file, local, STREAM_KEYS, (tree, reading) => {
    if (!textUnder(tree, 'listen_tcp') && !textUnder(tree, 'listen_unix')) {
      reading.breaks('extra', 'listen_tcp: is missing, and so is listen_unix: HAProxy cannot reach the component');
    }
  }),
};
