import { FastlyBouncerAccount, FastlyBouncerOptions, FastlyBouncerService } from './edge-options';
import { defaulted, flag, list, struct, text, whole } from './fields';
import { wholeSeconds } from './frequency';
import { daemonFile, requireKey } from './go-daemon';
import { ONLY_WITH_INTEGRATION, Reading } from './reading';
import { ParsedBouncerConfig, Renderer } from './renderer';
import { YAML } from './syntax';
import { isTable, isTrue, readYaml, textUnder, Tree, under, writeYaml } from './yaml-file';

/** What the decisions of an integration may name as their origin. The daemon's own default leaves most out; an empty list ends it. */
const ORIGINS = ['lists', 'CAPI', 'crowdsec', 'cscli'];

const SERVICE_KEYS = ['id', 'recaptcha_site_key', 'recaptcha_secret_key', 'activate', 'max_items', 'captcha_cookie_expiry_duration'];

const CROWDSEC = 'crowdsec_config';

function checkServices(tree: Tree, reading: Reading): void {
  const accounts = under(tree, 'fastly_account_configs');
  if (!Array.isArray(accounts) || accounts.length === 0) {
    reading.breaks('extra', 'fastly_account_configs: is missing');
    return;
  }
  const services = accounts.flatMap((account) => under(account, 'services') ?? []);
  const words = services.flatMap((service) => (isTable(service) ? Object.keys(service) : []));
  reading.strangers(words, SERVICE_KEYS, 'is no key of a service, and the component does not start with it');
}

function parse(file: string): ParsedBouncerConfig {
  const { tree, problems } = readYaml(file);
  const reading = new Reading(problems);
  for (const key of ['log_level', 'log_mode', 'log_file', 'cache_path', 'update_frequency']) requireKey(tree, reading, key);
  checkServices(tree, reading);
  const origins = under(tree, CROWDSEC, 'only_include_decisions_from');
  if (origins === undefined || (Array.isArray(origins) && !origins.includes('lists'))) {
    reading.breaks(
      'extra', `${CROWDSEC}.only_include_decisions_from: leaves out "lists", where an integration's decisions come from`, ONLY_WITH_INTEGRATION,
    );
  }
  return {
    // Python adds the path to the text as it is.
    url: reading.url(`${CROWDSEC}.lapi_url`, textUnder(tree, CROWDSEC, 'lapi_url'), 'needs-slash'),
    apiKey: reading.key(`${CROWDSEC}.lapi_key`, textUnder(tree, CROWDSEC, 'lapi_key')),
    updateFrequencySeconds: reading.seconds('update_frequency', textUnder(tree, 'update_frequency')),
    checksCertificates: isTrue(textUnder(tree, CROWDSEC, 'insecure_skip_verify'))
      ? reading.insecure(`${CROWDSEC}.insecure_skip_verify: true`)
      : true,
    problems: reading.problems,
  };
}

/** The daemon, in Python. It has no check, and no other file is merged: this one is whole. */
export const FASTLY: Renderer<FastlyBouncerOptions> = {
  syntax: YAML,
  options: struct<FastlyBouncerOptions>({
    accounts: list(struct<FastlyBouncerAccount>({
      token: text(),
      services: list(struct<FastlyBouncerService>({
        id: text(),
        recaptchaSiteKey: text(),
        recaptchaSecretKey: text(),
        activate: flag,
        maxItems: defaulted(whole(1, 1_000_000), 20_000),
      })),
    })),
  }),
  place: () => ({
    ...daemonFile('crowdsec-fastly-bouncer'),
    notes: [
      'It ends when the first pull fails, and when the list is empty at that moment: subscribe before it starts, and let systemd start it again.',
      'It remembers its services in its cache: after a change of accounts or services, delete that file before it starts again.',
    ],
  }),
  render: ({ url, apiKey, updateFrequency }, { accounts }) => writeYaml({
    [CROWDSEC]: { lapi_url: url, lapi_key: apiKey, only_include_decisions_from: ORIGINS, insecure_skip_verify: false },
    fastly_account_configs: accounts.map(({ token, services }) => ({
      account_token: token,
      services: services.map(({ id, recaptchaSiteKey, recaptchaSecretKey, activate, maxItems }) => ({
        id,
        recaptcha_site_key: recaptchaSiteKey,
        recaptcha_secret_key: recaptchaSecretKey,
        activate,
        max_items: maxItems,
        captcha_cookie_expiry_duration: '1800',
      })),
    })),
    update_frequency: wholeSeconds(updateFrequency),
    log_level: 'info',
    log_mode: 'stdout',
    log_file: '/var/log/crowdsec-fastly-bouncer.log',
    cache_path: '/var/lib/crowdsec/crowdsec-fastly-bouncer/cache/fastly-cache.json',
  }),
  parse,
};
