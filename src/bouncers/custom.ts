import { Duration } from '../model';
import { defaulted, Field, flag, list, optional, span, struct, text, whole } from './fields';
import { goDuration } from './frequency';
import { daemonFile, parseGoDaemon, requireKey, STREAM_KEYS, streamSettings } from './go-daemon';
import { CustomBouncerOptions } from './options';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { writeYaml } from './yaml-file';

const FIELDS = struct<CustomBouncerOptions>({
  binPath: text(/^\//, 'an absolute path'),
  binArgs: optional(list(text())),
  feedViaStdin: defaulted(flag, false),
  totalRetries: optional(whole(-1, 1_000_000)),
  cacheRetention: defaulted(span, Duration.seconds(10)),
});

const options: Field<CustomBouncerOptions> = (value, at, context) => {
  const checked = FIELDS(value, at, context);
  if (checked.totalRetries !== undefined && !checked.feedViaStdin) throw new Error(`${at}.totalRetries: only for feedViaStdin`);
  return checked;
};

/** No check command: version 0.0.15 (Debian 12) has none and fails on `-t`. The main file is written, because a `.local` needs one. */
export const CUSTOM: Renderer<CustomBouncerOptions> = {
  syntax: ENV_YAML,
  options,
  place: () => ({
    ...daemonFile('crowdsec-custom-bouncer'),
    notes: ['The program must be there before the component starts.'],
  }),
  render: (input, { binPath, binArgs, feedViaStdin, totalRetries, cacheRetention }) => writeYaml({
    bin_path: binPath,
    bin_args: binArgs,
    feed_via_stdin: feedViaStdin,
    total_retries: feedViaStdin ? totalRetries ?? -1 : undefined,
    cache_retention_duration: goDuration(cacheRetention!),
    ...streamSettings(input),
    prometheus: { enabled: false },
  }),
  parse: (file, local) => parseGoDaemon(file, local, STREAM_KEYS, (tree, reading) => requireKey(tree, reading, 'bin_path')),
};
