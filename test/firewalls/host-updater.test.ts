import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { parse } from 'yaml';
import {
  CrowdsecProvider, Duration, HostChain, HostSetKind, HostUpdater, HostUpdaterProps, Integration, LocalProvider, OutputFormat, PlanTier,
  SensitiveFile,
} from '../../src';
import { Service } from '../support/service';
import { Template, problemsOf, testApp } from '../support/template';
import { run, temporaryFolder, unwrap } from '../support/terraform';
import { Deployment } from '../support/updater-host';

const FILE = 'local_sensitive_file';

let stack: TerraformStack;
let gateway: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new LocalProvider(stack, 'local');
  gateway = new Integration(stack, 'gateway', { outputFormat: OutputFormat.PLAIN_TEXT });
});

function updater(props: Partial<HostUpdaterProps> = {}, id = 'blocklist'): HostUpdater {
  return new HostUpdater(stack, id, { integration: gateway, ...props });
}

/** Files by path, as Terraform is told to write them. */
function written(): { [path: string]: { content: string; file_permission: string } } {
  const files = Template.of(stack).resources(FILE).map(({ filename, ...file }) => [filename, file]);
  return JSON.parse(JSON.stringify(Object.fromEntries(files)).replace(/crowdsec_integration\.\w+/g, 'GATEWAY'));
}

test('minimal: seven files, of which only the credentials are secret; no resource', () => {
  const { files, listNames, updaterName } = updater();
  expect(files.map(({ path, mode, owner, group, sensitive }) => [path, mode, `${owner}:${group}`, sensitive])).toEqual([
    ['/usr/local/sbin/crowdsec-blocklist-updater', '0755', 'root:root', false],
    ['/etc/crowdsec-blocklist-updater/netrc', '0600', 'root:root', true],
    ['/etc/crowdsec-blocklist-updater/urls', '0644', 'root:root', false],
    ['/etc/crowdsec-blocklist-updater/sets', '0644', 'root:root', false],
    ['/etc/systemd/system/crowdsec-blocklist-updater.service', '0644', 'root:root', false],
    ['/etc/systemd/system/crowdsec-blocklist-updater-load.service', '0644', 'root:root', false],
    ['/etc/systemd/system/crowdsec-blocklist-updater.timer', '0644', 'root:root', false],
  ]);
  expect([updaterName, listNames]).toEqual(['crowdsec-blocklist', ['crowdsec-blocklist-v4', 'crowdsec-blocklist-v6']]);
  expect(Template.of(stack).addresses).toEqual([expect.stringMatching(/^crowdsec_integration\./)]);
});

test('the set-up of nftables: both hooks, both families, a counter, loopback let through', () => {
  expect(updater({ name: 'crowdsec', chains: [HostChain.INPUT] }).sets.content).toBe(`add table inet crowdsec
add set inet crowdsec crowdsec-v4 { type ipv4_addr; flags interval; auto-merge; }
add set inet crowdsec crowdsec-v6 { type ipv6_addr; flags interval; auto-merge; }
add counter inet crowdsec dropped
add chain inet crowdsec crowdsec-input
flush chain inet crowdsec crowdsec-input
delete chain inet crowdsec crowdsec-input
add chain inet crowdsec crowdsec-forward
flush chain inet crowdsec crowdsec-forward
delete chain inet crowdsec crowdsec-forward
add chain inet crowdsec crowdsec-input { type filter hook input priority -10; policy accept; }
add rule inet crowdsec crowdsec-input iifname "lo" accept
add rule inet crowdsec crowdsec-input ip saddr @crowdsec-v4 counter name dropped drop
add rule inet crowdsec crowdsec-input ip6 saddr @crowdsec-v6 counter name dropped drop
`);
  expect(updater({ priority: -300 }, 'both').sets.content.match(/hook (input|forward) priority -300;/g)).toHaveLength(2);
});

test('sets alone have no chains and no rules', () => {
  expect(updater({ setOnly: true }).sets.content).not.toMatch(/chain|rule/);
  const { sets, script } = updater({ setOnly: true, setKind: HostSetKind.IPSET }, 'other');
  expect(sets.content.match(/^create crowdsec-other-v[46](-new)? hash:net family inet6? maxelem \d+$/gm)).toHaveLength(4);
  expect(script.content).not.toContain('-I INPUT');
});

test('every page is a line of the URLs, none of them with credentials', () => {
  updater({ maxEntries: 400_000 }).writeLocally();
  const { content } = written()['/etc/crowdsec-blocklist-updater/urls'];
  expect(content.match(/\?page=\d&page_size=200000\n/g)).toEqual(['?page=1&page_size=200000\n', '?page=2&page_size=200000\n']);
  expect([content.includes('GATEWAY.endpoint}') || content.includes(': GATEWAY.endpoint'), content.includes('password')]).toEqual([true, false]);
});

test('the timer looks every quarter of an hour, and oftener where pulls are more frequent', () => {
  const daily = updater();
  expect(daily.timer.content).toContain('OnUnitActiveSec=900s\n');
  expect(daily.script.content).toContain('\nINTERVAL=86400\nRETRY=3600\n');
  const often = updater({ planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.minutes(20) }, 'often');
  expect([often.timer.content.includes('OnUnitActiveSec=300s\n'), often.script.content.includes('\nINTERVAL=1200\nRETRY=1200\n')]).toEqual([true, true]);
});

test('cloud-init holds all files as they are, and fits into the user data of AWS', () => {
  const one = updater({ name: 'crowdsec' });
  const text = one.cloudInit();
  expect(text.startsWith('#cloud-config\n')).toBe(true);
  const config = parse(text);
  expect(config.write_files).toEqual(one.files.map(({ path, content, mode, owner, group }) => ({ path, content, permissions: mode, owner: `${owner}:${group}` })));
  expect(config.runcmd[1]).toEqual(['systemctl', 'enable', '--now', 'crowdsec-updater-load.service', 'crowdsec-updater.timer']);
  expect(config.packages).toEqual(['curl', 'nftables']);
  expect(parse(updater({ setKind: HostSetKind.IPSET }, 'other').cloudInit()).packages).toEqual(['curl', 'ipset', 'iptables']);
  expect(text.length).toBeLessThan(16_000);
});

test('writeLocally writes them below a folder, with content that no plan shows', () => {
  const files = updater().writeLocally('image');
  expect(files.map(({ path }) => path)).toContain('image/etc/crowdsec-blocklist-updater/netrc');
  expect(written()['image/etc/crowdsec-blocklist-updater/netrc']).toMatchObject({
    content: expect.stringMatching(/^default login \$\{.*GATEWAY\.username\} password \$\{.*GATEWAY\.password\}\n$/), file_permission: '0600', directory_permission: '0755',
  });
  expect(Template.of(stack).json.terraform.required_providers.local).toEqual({ source: 'hashicorp/local', version: '>= 2.2.0' });
});

test('Terraform writes the script as it is', () => {
  updater().writeLocally();
  // A directive of Terraform's templates would be taken for one.
  expect(written()['/usr/local/sbin/crowdsec-blocklist-updater'].content).toContain("--write-out '%%{http_code}'");
});

test('systemd takes the units, where there is one to ask', async () => {
  const folder = temporaryFolder('units');
  try {
    mkdirSync(join(folder, 'units'));
    for (const { path, content } of updater().files.filter((file) => file.path.startsWith('/etc/systemd/'))) {
      writeFileSync(join(folder, 'units', basename(path)), content.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/sh'));
    }
    const units = ['.service', '-load.service', '.timer'].map((kind) => join(folder, 'units', `crowdsec-blocklist-updater${kind}`));
    const { output } = await run('systemd-analyze', ['verify', ...units]).catch(() => ({ output: '' }));
    expect(output.split('\n').filter((line) => line.includes('crowdsec'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each<[Partial<HostUpdaterProps>, RegExp]>([
  [{ name: 'nginx' }, /^production\/blocklist: "name": "nginx" is no name for a host updater, which takes "crowdsec", alone or with more words/],
  [{ name: 'crowdsec-Edge' }, /is no name for a host updater/],
  [{ name: `crowdsec-${'x'.repeat(16)}` }, /at most 24 characters/],
  [{ refreshInterval: Duration.hours(6) }, /"refreshInterval": 6 hours is more often than the plan allows/],
])('%j is refused', (props, expected) => {
  updater(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test.each<[Partial<HostUpdaterProps>, string]>([
  [{ chains: [] }, '"chains": it is empty; for sets without rules give setOnly: true'],
  [{ chains: ['output' as HostChain] }, '"chains": "output" is no chain; use one of input, forward'],
  [{ setKind: 'pf' as HostSetKind }, '"setKind": "pf" is no kind; use one of nftables, ipset'],
  [{ priority: 1000 }, '"priority": 1000 is no priority; give a whole number from -400 to 400'],
])('%j is refused at once', (props, expected) => {
  expect(() => updater(props)).toThrow(`production/blocklist: ${expected}`);
});

test.each(['name', 'setKind', 'chains', 'priority'])('a %s that only Terraform knows is refused at once', (prop) => {
  const variable = new TerraformVariable(stack, 'value', {});
  const value = { chains: variable.listValue, priority: variable.numberValue }[prop] ?? variable.stringValue;
  expect(() => updater({ [prop]: value })).toThrow(`production/blocklist: "${prop}": it is a value that only Terraform knows, and the content of files follows from it`);
});

test('a file of your own: its mode is checked, its folders are closed to others', () => {
  new SensitiveFile(stack, 'key', { path: '/etc/key', content: 'x', mode: '0640' });
  expect(written()['/etc/key']).toMatchObject({ content: 'x', file_permission: '0640', directory_permission: '0700' });
  new SensitiveFile(stack, 'other', { path: '/etc/other', content: 'x', mode: '640' });
  expect(problemsOf(stack)).toEqual(['production/other: "mode": "640" are no permissions; give four octal digits such as "0600"']);
});

describe('with Terraform', () => {
  let service: Service;
  let deployment: Deployment | undefined;
  beforeAll(async () => { service = await Service.start(); });
  afterEach(() => deployment?.end());
  afterAll(() => service?.end());

  function deploying(password: string, outputFormat: OutputFormat): Deployment {
    deployment = new Deployment(service, (target) => {
      const integration = Integration.fromIntegrationName(target, 'found', outputFormat);
      const variable = new TerraformVariable(target, 'password', { type: 'string', sensitive: true, default: password });
      return [new HostUpdater(target, 'blocklist', { integration, credentials: { username: 'reader', password: variable.stringValue } })];
    });
    return deployment;
  }

  beforeAll(async () => {
    for (const format of [OutputFormat.PLAIN_TEXT, OutputFormat.F5]) {
      await service.api('POST', '/integrations', { name: format, entity_type: 'firewall_integration', output_format: format });
    }
  });

  test('one that is looked up, with credentials from elsewhere', async () => {
    const files = await deploying('f1ne#$%{~', OutputFormat.PLAIN_TEXT).apply();
    expect(files['/etc/crowdsec-blocklist-updater/netrc']).toBe('default login reader password f1ne#$%{~\n');
    expect(files['/etc/crowdsec-blocklist-updater/urls']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/integrations\/[0-9a-f]{24}\/content\n$/);
    expect(files['/usr/local/sbin/crowdsec-blocklist-updater']).toContain("--write-out '%{http_code}'");
  });

  test('credentials that a netrc file cannot hold fail the apply, and are not shown', async () => {
    const error = await deploying('hunter"2', OutputFormat.PLAIN_TEXT).apply().catch((reason: Error) => unwrap(reason.message));
    expect(error).toMatch(/hosts\/blocklist: the password holds a character that a netrc file cannot\. Make new credentials with another/);
    expect(error).not.toContain('hunter');
  });

  test('a rename changes no file, new credentials only the one that holds them', async () => {
    let integrationProps = { name: 'before', credentialsVersion: '1' };
    deployment = new Deployment(service, (target) => {
      const integration = new Integration(target, 'own', { outputFormat: OutputFormat.PLAIN_TEXT, ...integrationProps });
      return [new HostUpdater(target, 'blocklist', { integration })];
    });
    const first = await deployment.apply();
    integrationProps = { name: 'after', credentialsVersion: '1' };
    expect(await deployment.apply()).toEqual(first);
    integrationProps = { name: 'after', credentialsVersion: '2' };
    const rotated = await deployment.apply();
    expect(Object.keys(first).filter((path) => first[path] !== rotated[path])).toEqual(['/etc/crowdsec-blocklist-updater/netrc']);
  });

  test('another format fails the apply', async () => {
    const error = await deploying('fine', OutputFormat.F5).apply().catch((reason: Error) => unwrap(reason.message));
    expect(error).toContain("hosts/blocklist: the integration's output format is none that a host updater can read. Change it to plain_text");
  });
});
