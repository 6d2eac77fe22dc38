import { AwsWafBouncerAcl, AwsWafBouncerAction, AwsWafBouncerOptions, AwsWafBouncerScope } from './edge-options';
import { defaulted, distinct, Field, list, optional, struct, text, whole, word } from './fields';
import { goDuration } from './frequency';
import { daemonFile, parseGoDaemon, STREAM_KEYS } from './go-daemon';
import { Reading } from './reading';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { isTable, Tree, under, writeYaml } from './yaml-file';

/** It refuses every other key. Source: cs-aws-waf-bouncer, pkg/cfg/config.go and logging.go. */
const KEYS = [
  'api_key', 'api_url', 'update_frequency', 'insecure_skip_verify', 'daemon', 'waf_config', 'key_path', 'cert_path', 'ca_cert_path',
  'supported_actions', 'scenarios_containing', 'scenarios_not_containing', 'origins', 'scopes',
  'log_level', 'log_media', 'log_dir', 'log_max_size', 'log_max_backups', 'log_max_age', 'compress_logs',
];

const ACL_KEYS = [
  'web_acl_name', 'rule_group_name', 'region', 'scope', 'ipset_prefix', 'fallback_action', 'aws_profile', 'ip_header',
  'ip_header_position', 'capacity', 'cloudwatch_enabled', 'cloudwatch_metric_name', 'sample_requests', 'clean_on_start',
];

const FILE = daemonFile('crowdsec-aws-waf-bouncer');

const ACL = struct<AwsWafBouncerAcl>({
  webAclName: text(),
  ruleGroupName: text(),
  ipsetPrefix: text(),
  scope: word(AwsWafBouncerScope),
  region: optional(text()),
  fallbackAction: defaulted(word(AwsWafBouncerAction), AwsWafBouncerAction.BAN),
  capacity: optional(whole(1, 5000)),
});

const acl: Field<AwsWafBouncerAcl> = (value, at, context) => {
  const checked = ACL(value, at, context);
  if (checked.scope === AwsWafBouncerScope.REGIONAL && checked.region === undefined) {
    throw new Error(`${at}.region: is required for the scope "${checked.scope}"`);
  }
  return checked;
};

function checkAcls(tree: Tree, reading: Reading): void {
  const acls = under(tree, 'waf_config');
  if (!Array.isArray(acls) || acls.length === 0) {
    reading.breaks('extra', 'waf_config: is missing');
    return;
  }
  const words = acls.flatMap((one) => (isTable(one) ? Object.keys(one) : []));
  reading.strangers(words, ACL_KEYS, 'is no key of waf_config, and the component does not start with it');
}

/** The main file is written, whole: a fresh host or container has none. It knows no retry of the first pull, and refuses the word. */
export const AWS_WAF: Renderer<AwsWafBouncerOptions> = {
  syntax: ENV_YAML,
  options: struct<AwsWafBouncerOptions>({ acls: distinct(distinct(list(acl), 'ruleGroupName'), 'ipsetPrefix') }),
  place: () => ({
    ...FILE,
    checkCommand: `crowdsec-aws-waf-bouncer -c ${FILE.path} -t`,
    notes: [
      'It needs credentials of AWS, for the check as well; give them in its environment or by the instance\'s role.',
      'It does not retry its first pull: when that fails it ends, deletes what it made in AWS, and systemd starts it again.',
    ],
  }),
  render: ({ url, apiKey, updateFrequency }, { acls }) => writeYaml({
    api_url: url,
    api_key: apiKey,
    update_frequency: goDuration(updateFrequency),
    insecure_skip_verify: false,
    // Says to systemd that it has started.
    daemon: true,
    log_media: 'stdout',
    log_level: 'info',
    waf_config: acls.map((one) => ({
      web_acl_name: one.webAclName,
      rule_group_name: one.ruleGroupName,
      scope: one.scope,
      region: one.region,
      ipset_prefix: one.ipsetPrefix,
      fallback_action: one.fallbackAction,
      capacity: one.capacity,
    })),
  }),
  parse: (file, local) => parseGoDaemon(file, local, STREAM_KEYS, (tree, reading) => {
    if (isTable(tree)) reading.strangers(Object.keys(tree), KEYS, 'is no key of the component, which does not start with it');
    checkAcls(tree, reading);
  }),
};
