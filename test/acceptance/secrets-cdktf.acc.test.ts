/** What `cdktf deploy` leaves and starts, with everything logged, for a firewall whose helper program is our own. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates, TestCertificates } from '../api/certificates';
import { CdktfApp } from '../support/cdktf-app';
import { installNullProvider } from '../support/install-null-provider';
import { CAN_WATCH_PROCESSES, ProcessWatch, SeenProcess } from '../support/process-watch';
import { SecretScan } from '../support/secret-scan';
import { Service } from '../support/service';
import { SophosDevice } from '../support/sophos-device';
import { temporaryFolder } from '../support/terraform';

const API_KEY = 'k3y+w/th=every&mark%25<"\\\'$>;{}~in~it';
const LOGIN = { username: 'terraform', password: 'hunter2+ &<>"\'%41' };

let certificates: TestCertificates;
let home: string;
let device: SophosDevice;
let service: Service;
let app: CdktfApp;
beforeAll(async () => {
  home = temporaryFolder('home');
  installNullProvider(home, ['3.2.4']);
  certificates = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  [service, device] = await Promise.all([Service.start({ apiKey: API_KEY }), SophosDevice.start(certificates.server, LOGIN)]);
  app = new CdktfApp(service);
});
afterAll(async () => {
  await app.end();
  await Promise.all([service.end(), device.end()]);
  rmSync(home, { recursive: true, force: true });
});

/** Without outputs: at this level the toolkit itself writes those to its log, sensitive ones too, which docs/reliability.md warns of. */
const program = (version: string) => `
const { App, TerraformStack } = require('cdktf');
const { CrowdsecProvider, Integration, OutputFormat, SophosThreatFeed } = require('cdktf-crowdsec');
const app = new App();
const stack = new TerraformStack(app, 'edge');
new CrowdsecProvider(stack, 'crowdsec');
const edge = new Integration(stack, 'edge', {
  outputFormat: OutputFormat.SOPHOS, credentialsVersion: '${version}', subscriptions: { vendors: ['Microsoft'] },
});
new SophosThreatFeed(stack, 'blocklist', { integration: edge, hostname: ${JSON.stringify(device.hostname)}, caCertificate: ${JSON.stringify(certificates.ca)} });
app.synth();
`;

/** Where Terraform and the toolkit have secrets by design. */
const BY_DESIGN = /(^|\/)(terraform\.edge\.tfstate(\.backup)?|terraform\.tfstate|plan|outputs\.json)$/;

/** The environment without what was put there: by the user, and by the construct for its helper. */
function othersOf({ environment, arguments: words }: SeenProcess, user: readonly string[]): string {
  const isHelper = words.some((word) => word.includes('cdktf-crowdsec-sophos'));
  return environment.filter((entry) => !user.includes(entry) && !(isHelper && entry.startsWith('SOPHOS_FEED_PASSWORD='))).join('\n');
}

test('deploy, rotate and destroy: nothing that is logged, left or passed to a process holds a secret', async () => {
  const temporary = join(app.dir, 'tmp');
  mkdirSync(temporary);
  const variables = {
    HOME: home,
    TMPDIR: temporary,
    SOPHOS_USERNAME: LOGIN.username,
    SOPHOS_PASSWORD: LOGIN.password,
    CDKTF_LOG_LEVEL: 'all',
    CDKTF_LOG_FILE_DIRECTORY: app.dir,
    TF_LOG: 'TRACE',
    TF_LOG_PATH: join(app.dir, 'trace.log'),
  };
  const secrets: { [name: string]: string } = { 'API key': API_KEY, 'login': LOGIN.password };
  const shown: string[] = [];
  const works = async (...args: string[]) => {
    const { code, output } = await app.try(args, variables);
    if (code !== 0) throw new Error(output);
    shown.push(output);
  };

  const watch = CAN_WATCH_PROCESSES ? new ProcessWatch() : undefined;
  for (const version of ['1', '2']) {
    app.write('main.js', program(version));
    await works('deploy', '--auto-approve');
    const { Username: username, Password: password } = device.feeds.get('blocklist')!;
    Object.assign(secrets, { [`password ${version}`]: password, [`pair ${version}`]: `${username}:${password}` });
  }
  await works('destroy', '--auto-approve');
  const seen = watch?.end() ?? [];
  expect(Object.keys(secrets)).toHaveLength(6);

  const scan = new SecretScan(secrets);
  expect(readFileSync(join(app.dir, 'trace.log'), 'utf8')).toContain('provider.terraform-provider-crowdsec');
  expect(existsSync(join(app.dir, 'cdktf.log'))).toBe(true);
  expect([
    ...scan.text(shown.join('\n'), 'what was shown'),
    ...scan.folder(app.dir, (path) => BY_DESIGN.test(path)),
    ...scan.text(JSON.stringify(await service.journal()), 'the emulator\'s journal'),
    ...scan.text(JSON.stringify(await service.control('GET', '/snapshot')), 'the emulator\'s snapshot'),
  ]).toEqual([]);

  const user = [`CROWDSEC_SERVICE_API_KEY=${API_KEY}`, `SOPHOS_PASSWORD=${LOGIN.password}`];
  const ran = (name: string) => seen.some(({ arguments: words }) => words.some((word) => word.includes(name)));
  expect([ran('terraform-provider-crowdsec'), ran('cdktf-crowdsec-sophos')]).toEqual([CAN_WATCH_PROCESSES, CAN_WATCH_PROCESSES]);
  expect(seen.flatMap((process) => scan.text(process.arguments.join('\n'), `arguments of ${process.arguments[0]}`))).toEqual([]);
  expect(seen.flatMap((process) => scan.text(othersOf(process, user), `environment of ${process.arguments.slice(0, 2).join(' ')}`))).toEqual([]);
});
