import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BigipProvider, F5FeedListCommand, F5FeedListCommandProps, Integration, OutputFormat } from '../../src';
import { BIGIP_ADDRESS } from '../support/bigip-provider';
import { basic } from '../support/credentials';
import { installProvider } from '../support/install-provider';
import { Service } from '../support/service';
import { StackFolder } from '../support/stack-folder';
import { temporaryFolder, unwrap } from '../support/terraform';
import { Tmsh } from '../support/tmsh';

let service: Service;
let home: string;
let machine: string;
let folder: StackFolder;
let device: Tmsh;

beforeAll(async () => {
  home = temporaryFolder('home');
  installProvider(home, 'bigip-provider-main.ts', BIGIP_ADDRESS, ['1.28.0']);
  service = await Service.start();
});
beforeEach(async () => {
  await service.reset();
  machine = temporaryFolder('bigip');
  device = new Tmsh(join(machine, 'device'));
  folder = new StackFolder(service, { HOME: home, PATH: `${device.folder}${delimiter}${process.env.PATH}` });
});
afterEach(async () => {
  await folder.end();
  rmSync(machine, { recursive: true, force: true });
});
afterAll(async () => {
  await service.end();
  rmSync(home, { recursive: true, force: true });
});

function synthesise(feed: Partial<F5FeedListCommandProps> = {}, credentialsVersion?: string): void {
  folder.synthesise((stack) => {
    new BigipProvider(stack, 'bigip', { address: '192.0.2.1' });
    const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.F5, subscriptions: { vendors: ['Microsoft'] }, credentialsVersion });
    new F5FeedListCommand(stack, 'blocklist', { integration: edge, ...feed });
  });
}

const works = (...args: string[]) => folder.works(...args);
const terraform = (...args: string[]) => folder.try(args);

test('the shell hands tmsh what it shall have, word by word; again with new credentials; a destroy takes all of it away', async () => {
  synthesise({ name: 'crowdsec', maxEntries: 100_000 });
  expect(await works('apply', '-auto-approve')).toContain('Apply complete!');
  const { endpoint } = await service.integration('edge-edge');
  const told = device.told();
  const modified = told[3];
  const credentials = [modified[19], modified[21]];
  const feed = (name: string, page: number) => [
    name, '{', 'default-blacklist-category', '/Common/crowdsec', 'default-list-type', 'blacklist', 'poll', '{', 'url', `${endpoint}?page=${page}&page_size=50000`,
    'user', credentials[0], 'password', credentials[1], 'interval', '86400', '}', '}',
  ];
  expect(modified).toEqual([
    'modify', 'security', 'ip-intelligence', 'feed-list', '/Common/crowdsec', 'feeds', 'replace-all-with', '{', ...feed('crowdsec', 1), ...feed('crowdsec-2', 2), '}',
  ]);
  expect(told.filter((line) => line !== modified).map((line) => line.join(' '))).toEqual([
    'create security ip-intelligence blacklist-category /Common/crowdsec',
    'create security ip-intelligence blacklist-category /Common/crowdsec-edge-edge',
    'create security ip-intelligence feed-list /Common/crowdsec',
    'create security ip-intelligence policy /Common/crowdsec',
    'modify security ip-intelligence policy /Common/crowdsec default-action drop feed-lists replace-all-with { /Common/crowdsec }',
    'save sys config',
  ]);
  // The device pulls with what it was told.
  const pull = ([name, secret]: string[]) => fetch(endpoint, { headers: basic(name, secret) });
  expect((await pull(credentials)).status).toBe(200);
  expect(await works('plan')).toContain('No changes.');

  synthesise({ name: 'crowdsec', maxEntries: 100_000 }, '2');
  expect(await works('apply', '-auto-approve')).not.toContain(credentials[1]);
  const later = device.told();
  const rotated = later[0];
  expect(rotated).toEqual(modified.map((word) => ({ [credentials[0]]: rotated[19], [credentials[1]]: rotated[21] })[word] ?? word));
  expect(rotated[21]).not.toBe(credentials[1]);
  expect((await pull([rotated[19], rotated[21]])).status).toBe(200);
  expect((await pull(credentials)).status).toBe(401);
  expect(later.map(([verb, , , kind]) => [verb, kind])).toEqual([['modify', 'feed-list'], ['modify', 'policy'], ['save', undefined]]);

  await works('destroy', '-auto-approve');
  expect(device.told().map(([verb, , , kind]) => [verb, kind])).toEqual([
    ['delete', 'policy'], ['delete', 'feed-list'], ['delete', 'blacklist-category'], ['delete', 'blacklist-category'], ['save', undefined],
  ]);
  expect(device.objects).toEqual([]);
});

test('an error that comes back as text fails the apply, without it; another attempt runs the commands again', async () => {
  synthesise();
  device.trouble('Syntax Error: unexpected argument "ip-intelligence"');
  const refused = await terraform('apply', '-auto-approve');
  expect(refused.code).toBe(1);
  expect(unwrap(refused.output)).toContain('edge/blocklist: F5 BIG-IP did not do what it was told. Its answer is "command_result" of bigip_command.blocklist_');
  expect(JSON.stringify(JSON.parse(await works('show', '-json')))).toContain('Syntax Error');

  device.trouble();
  synthesise({ attempt: '2' });
  await works('apply', '-auto-approve');
  expect(device.objects).toEqual([
    'blacklist-category~Common~blocklist', 'blacklist-category~Common~crowdsec-edge-edge', 'feed-list~Common~blocklist', 'policy~Common~blocklist',
  ]);
  expect(await works('plan')).toContain('No changes.');
  await works('destroy', '-auto-approve');
  expect(device.objects).toEqual([]);
});
