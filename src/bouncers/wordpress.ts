import { defaulted, struct } from './fields';
import { wholeSeconds } from './frequency';
import { WordpressBouncerOptions } from './options';
import { FOLDER, UNCHECKED, USER } from './php';
import { isTruthy, PhpReading, PhpValue, readPhpArray } from './php-file';
import { ONLY_WITH_INTEGRATION } from './reading';
import { ParsedBouncerConfig, Renderer } from './renderer';
import { PHP_STRING } from './syntax';

const PATH = '/etc/crowdsec/bouncers/crowdsec-wordpress-bouncer.php';

/** What `wp option list --search='crowdsec_*' --format=json` prints. */
function readOptionList(text: string): ReadonlyMap<string, PhpValue> {
  const list = JSON.parse(text) as { readonly option_name: string; readonly option_value: unknown }[];
  return new Map(list.map(({ option_name, option_value }) => [option_name, { text: String(option_value), quoted: true }]));
}

function parse(text: string): ParsedBouncerConfig {
  const values = text.trimStart().startsWith('[') ? readOptionList(text) : readPhpArray(text);
  const reading = new PhpReading(values);
  if (/^(bouncing_disabled)?$/.test(reading.text('crowdsec_bouncing_level') ?? '')) {
    reading.breaks('extra', 'crowdsec_bouncing_level: nothing is blocked');
  }
  if (reading.text('crowdsec_auth_type') === 'tls') reading.breaks('extra', 'crowdsec_auth_type: an integration takes an API key only', ONLY_WITH_INTEGRATION);
  if (isTruthy(values.get('crowdsec_use_appsec'))) reading.risks('extra', 'crowdsec_use_appsec: an integration has no AppSec', ONLY_WITH_INTEGRATION);
  return {
    url: reading.given('url', 'crowdsec_api_url', (name, value) => reading.url(name, value)),
    apiKey: reading.given('key', 'crowdsec_api_key', (name, value) => reading.key(name, value)),
    streams: reading.streams('crowdsec_stream_mode'),
    updateFrequencySeconds: reading.given(
      'interval', 'crowdsec_stream_mode_refresh_frequency', (name, value) => reading.seconds(name, value, 60),
    ),
    checksCertificates: false,
    problems: reading.problems,
  };
}

/**
 * The plugin keeps its settings in WordPress's database and reads no file: this is a program for `wp eval-file`, which sets them and
 * schedules the refresh, so that the key is no argument of a process.
 */
export const WORDPRESS: Renderer<WordpressBouncerOptions> = {
  syntax: PHP_STRING,
  options: struct<WordpressBouncerOptions>({ directory: defaulted(FOLDER, '/var/www/html'), user: defaulted(USER, 'www-data') }),
  place: ({ directory, user }) => ({
    path: PATH,
    owner: user!,
    group: 'root',
    mode: '0400',
    checkCommand: `php -l ${PATH}`,
    reloadCommand: `runuser -u ${user} -- wp --path=${directory} eval-file ${PATH}`,
    notes: [
      'The plugin must be active before, and must not be activated again afterwards: that writes its defaults back.',
      'WordPress pulls when it is visited; a site with few visitors needs cron to call wp-cron.php.',
      'Ranges of IPv6 are not matched.',
      UNCHECKED,
    ],
  }),
  render: ({ url, apiKey, updateFrequency }) => [
    '<?php',
    '',
    'if (!function_exists(\'scheduleBlocklistRefresh\')) {',
    '    WP_CLI::error(\'The CrowdSec plugin is not active: activate it, then run this again.\');',
    '}',
    '$settings = [',
    `    'crowdsec_api_url' => '${url}',`,
    '    \'crowdsec_auth_type\' => \'api_key\',',
    `    'crowdsec_api_key' => '${apiKey}',`,
    '    \'crowdsec_use_curl\' => \'on\',',
    '    \'crowdsec_bouncing_level\' => \'normal_bouncing\',',
    '    \'crowdsec_stream_mode\' => \'on\',',
    `    'crowdsec_stream_mode_refresh_frequency' => ${wholeSeconds(updateFrequency)},`,
    '    \'crowdsec_use_appsec\' => \'\',',
    '    \'crowdsec_usage_metrics\' => \'\',',
    '];',
    'foreach ($settings as $name => $value) {',
    '    is_multisite() ? update_site_option($name, $value) : update_option($name, $value);',
    '}',
    '// The copy of the settings that a prepended file reads.',
    '$prepended = is_multisite() ? get_site_option(\'crowdsec_auto_prepend_file_mode\') : get_option(\'crowdsec_auto_prepend_file_mode\');',
    'if ($prepended && function_exists(\'writeStaticConfigFile\')) {',
    '    writeStaticConfigFile();',
    '}',
    'scheduleBlocklistRefresh();',
    'WP_CLI::success(\'The CrowdSec plugin is configured, and its refresh is scheduled.\');',
    '',
  ].join('\n'),
  parse,
};
