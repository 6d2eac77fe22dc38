import { goDuration } from './frequency';
import { BouncerConcern } from './problem';
import { Reading } from './reading';
import { MarkedInput, ParsedBouncerConfig } from './renderer';
import { isTrue, merged, readYaml, textUnder, Tree, under } from './yaml-file';

/** A variable of the environment, as the programs in Go put them into the text. */
const VARIABLE = /\$\{?\w/;

/** Where a program in Go keeps what decides about the pull. */
export interface GoDaemonKeys {
  readonly url: readonly string[];
  readonly key: readonly string[];
  readonly frequency: readonly string[];
}

/** The keys of programs that are built on go-cs-bouncer. */
export const STREAM_KEYS: GoDaemonKeys = { url: ['api_url'], key: ['api_key'], frequency: ['update_frequency'] };

/** The keys of programs that keep them apart. */
export const LAPI_KEYS: GoDaemonKeys = {
  url: ['crowdsec_config', 'lapi_url'],
  key: ['crowdsec_config', 'lapi_key'],
  frequency: ['crowdsec_config', 'update_frequency'],
};

/** Reads a file of a program in Go, which only streams, with its `.local`. Without a frequency it pulls every 10 seconds. */
export function parseGoDaemon(
  text: string,
  local: string,
  keys: GoDaemonKeys,
  check: (tree: Tree, reading: Reading) => void,
): ParsedBouncerConfig {
  const [main, patch] = [readYaml(text), readYaml(local)];
  const tree = merged(main.tree, patch.tree);
  const reading = new Reading([...main.problems, ...patch.problems.map((problem) => `.local: ${problem}`)]);
  const setting = (concern: BouncerConcern, path: readonly string[]) => {
    const [name, found] = [path.join('.'), textUnder(tree, ...path)];
    return { name, found, value: reading.resolved(concern, name, found, VARIABLE) };
  };
  const [url, key, frequency] = [setting('url', keys.url), setting('key', keys.key), setting('interval', keys.frequency)];
  check(tree, reading);
  const insecure = [...keys.url.slice(0, -1), 'insecure_skip_verify'];
  return {
    url: url.found === url.value ? reading.url(url.name, url.value, 'adds-slash') : undefined,
    apiKey: key.found === key.value ? reading.key(key.name, key.value) : undefined,
    updateFrequencySeconds: frequency.found === frequency.value ? reading.goSpan(frequency.name, frequency.value, 10) : undefined,
    checksCertificates: isTrue(textUnder(tree, ...insecure)) ? reading.insecure(`${insecure.join('.')}: true`) : true,
    mode: textUnder(tree, 'mode'),
    problems: reading.problems,
  };
}

/** What the programs on go-cs-bouncer with a `daemonize` are told alike. */
export function streamSettings({ url, apiKey, updateFrequency }: MarkedInput): object {
  return {
    // Versions up to those of Debian 12 tell systemd that they have started, and obey it, only with this.
    daemonize: true,
    log_mode: 'stdout',
    log_level: 'info',
    api_url: url,
    api_key: apiKey,
    update_frequency: goDuration(updateFrequency),
    retry_initial_connect: true,
    insecure_skip_verify: false,
  };
}

/** Notes what a program cannot start without. */
export function requireKey(tree: Tree, reading: Reading, ...path: string[]): void {
  if (under(tree, ...path) === undefined || under(tree, ...path) === '') reading.breaks('extra', `${path.join('.')}: is missing`);
}

/** The place of a program's own file. */
export function daemonFile(name: string): { path: string; owner: string; group: string; mode: string; reloadCommand: string } {
  return {
    path: `/etc/crowdsec/bouncers/${name}.yaml`,
    owner: 'root',
    group: 'root',
    mode: '0600',
    reloadCommand: `systemctl restart ${name}`,
  };
}
