import { defaulted, plain, struct } from './fields';
import { PhpBouncerOptions } from './options';
import { PhpReading, readPhpArray } from './php-file';
import { ONLY_WITH_INTEGRATION } from './reading';
import { ParsedBouncerConfig, Renderer } from './renderer';
import { PHP_STRING } from './syntax';

/** A folder that can stand in a command as it is. */
export const FOLDER = plain(/^\/[\w./-]*[\w-]$/, 'an absolute path of letters, digits, _, ., / and -, without a / at its end');

export const USER = plain(/^[a-z_][\w-]{0,31}$/, 'the name of a user');

/** True of all of CrowdSec's PHP: the library has no such setting for API keys. */
export const UNCHECKED = 'CrowdSec\'s PHP library does not check the server\'s certificate when it uses an API key: keep the way to the service trusted.';

function parse(text: string): ParsedBouncerConfig {
  const reading = new PhpReading(readPhpArray(text));
  if (/disabled$/i.test(reading.text('bouncing_level') ?? '')) reading.breaks('extra', 'bouncing_level: nothing is blocked');
  if (/tls$/i.test(reading.text('auth_type') ?? '')) reading.breaks('extra', 'auth_type: an integration takes an API key only', ONLY_WITH_INTEGRATION);
  return {
    url: reading.given('url', 'api_url', (name, value) => reading.url(name, value)),
    apiKey: reading.given('key', 'api_key', (name, value) => reading.key(name, value)),
    streams: reading.streams('stream_mode'),
    checksCertificates: false,
    problems: reading.problems,
  };
}

/** The standalone bouncer's settings. How often it pulls is not in the file: cron calls a program of its own. */
export const PHP: Renderer<PhpBouncerOptions> = {
  syntax: PHP_STRING,
  options: struct<PhpBouncerOptions>({
    directory: defaulted(FOLDER, '/var/www/crowdsec-standalone-bouncer'),
    user: defaulted(USER, 'www-data'),
  }),
  place: ({ directory, user }, updateFrequency) => ({
    path: `${directory}/scripts/settings.php`,
    owner: user!,
    group: 'root',
    mode: '0400',
    checkCommand: `php -l ${directory}/scripts/settings.php`,
    reloadCommand: `runuser -u ${user} -- php ${directory}/scripts/refresh-cache.php`,
    notes: [
      `Cron must call "php ${directory}/scripts/refresh-cache.php" as ${user} every ${updateFrequency.toHumanString()}: nothing else pulls.`,
      `PHP's auto_prepend_file must be ${directory}/scripts/bounce.php; the folder must not be served.`,
      'An unknown integration looks like an empty list. Ranges of IPv6 are not matched.',
      UNCHECKED,
    ],
  }),
  render: ({ url, apiKey }) => [
    '<?php',
    '',
    'return [',
    `    'api_url' => '${url}',`,
    '    \'auth_type\' => \'api_key\',',
    `    'api_key' => '${apiKey}',`,
    '    \'use_curl\' => true,',
    '    \'bouncing_level\' => \'normal_bouncing\',',
    '    \'stream_mode\' => true,',
    '    \'use_appsec\' => false,',
    '    \'cache_system\' => \'phpfs\',',
    '    \'fs_cache_path\' => __DIR__ . \'/.cache\',',
    '    \'log_directory_path\' => __DIR__ . \'/.logs\',',
    '];',
    '',
  ].join('\n'),
  parse,
};
