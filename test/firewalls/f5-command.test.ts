import { TerraformStack, TerraformVariable } from 'cdktf';
import { BigipProvider, CrowdsecProvider, F5FeedListCommand, F5FeedListCommandProps, Integration, OutputFormat } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new BigipProvider(stack, 'bigip', { address: '192.0.2.1' });
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.F5, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function list(props: Partial<F5FeedListCommandProps> = {}): F5FeedListCommand {
  return new F5FeedListCommand(stack, 'blocklist', { integration: edge, ...props });
}

/** The commands of an apply, or those of a destroy, with the integration's address shortened. */
function resource(when: 'apply' | 'destroy'): any {
  const all: any[] = JSON.parse(JSON.stringify(Template.of(stack).resources('bigip_command')).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
  return all.find((one) => one.when === when);
}

test('what is made is taken away in the opposite order', () => {
  const { listNames } = list();
  expect(listNames).toEqual(['blocklist']);
  expect(resource('destroy').commands).toEqual([
    'delete security ip-intelligence policy /Common/blocklist',
    'delete security ip-intelligence feed-list /Common/blocklist',
    'delete security ip-intelligence blacklist-category /Common/${join("", ["crowdsec-", EDGE.name])}',
    'delete security ip-intelligence blacklist-category /Common/blocklist',
    'save sys config',
  ]);
  expect(resource('apply').depends_on).toEqual([expect.stringMatching(/^bigip_command\.blocklist_Removal_/)]);
});

test('no command holds a single quote, which the provider puts around it, and each says when it worked', () => {
  list({ maxEntries: 200_000 });
  for (const command of resource('apply').commands) {
    expect(command).not.toContain('\'');
    expect(command).toMatch(/ 2>&1 && echo crowdsec-done$/);
  }
});

test('policy and saving can be left out', () => {
  const { policyPath } = list({ policy: false, saveConfig: false });
  expect(policyPath).toBeUndefined();
  expect([...resource('apply').commands, ...resource('destroy').commands].join('\n')).not.toMatch(/policy|save/);
});

test('what decides on running again holds no secret', () => {
  list({ attempt: '2' });
  const changes = JSON.stringify(Template.of(stack).resources('terraform_data')[0].triggers_replace).replace(/crowdsec_integration\.\w+/g, 'EDGE');
  expect(changes).toContain('password \\"${sha256(EDGE.password)}\\"');
  expect(changes.replace(/sha256\([\w.]+\)/g, '')).not.toMatch(/EDGE\.(password|username)/);
  expect(changes).toContain('"attempt":"2"');
  expect(resource('apply').lifecycle.replace_triggered_by).toEqual([expect.stringMatching(/^terraform_data\.blocklist_Changes_\w+$/)]);
});

test('what the command line would take for its own is refused by Terraform, without naming a value', () => {
  list();
  const { precondition } = resource('apply').lifecycle;
  expect(precondition.map(({ condition }: any) => /EDGE\.\w+/.exec(condition)![0])).toEqual(['EDGE.name', 'EDGE.username', 'EDGE.password', 'EDGE.endpoint']);
  expect(precondition[2].error_message).toMatch(/^production\/blocklist: the password has characters that F5 BIG-IP's command line.*use F5FeedList/);
});

test.each(['a b', 'a"b', 'a$b', 'a`b', 'a\\b', 'a\'b'])('a user name %j that is known is refused at synthesis', (username) => {
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  list({ credentials: { username, password } });
  expect(problemsOf(stack)).toEqual([expect.stringContaining('"credentials.username": the user name has characters that F5 BIG-IP\'s command line would take for its own')]);
});

test('works with an integration that is looked up and credentials that only Terraform knows', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  list({ integration: found, credentials: { username: 'reader', password } });
  expect(resource('apply').commands.join('\n')).toContain('poll { url "${data.EDGE.endpoint}" user "reader" password "${var.password}" interval 86400 }');
  expect(problemsOf(stack)).toEqual([]);
});

test('the provider checks certificates, and sends nothing to its maker', () => {
  list();
  expect(Template.of(stack).json.provider.bigip).toEqual([{ address: '192.0.2.1', validate_certs_disable: false, teem_disable: true }]);
  expect(Template.of(stack).json.terraform.required_providers.bigip).toEqual({ source: 'F5Networks/bigip', version: '>= 1.28.0' });
});

test('takes all that the provider can be told', () => {
  const password = new TerraformVariable(stack, 'device_password', { type: 'string', sensitive: true }).stringValue;
  new BigipProvider(stack, 'other', { alias: 'branch', port: 8443, insecure: true, trustedCertPath: '/etc/ca.pem', username: 'admin', password });
  expect(Template.of(stack).json.provider.bigip[1]).toMatchObject({
    alias: 'branch', port: '8443', validate_certs_disable: true, trusted_cert_path: '/etc/ca.pem', username: 'admin', password: '${var.device_password}',
  });
});

test('a literal password in the provider is refused, and not shown', () => {
  new BigipProvider(stack, 'other', { alias: 'branch', password: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/other: "password" is a literal(?!.*hunter2)/)]);
});
