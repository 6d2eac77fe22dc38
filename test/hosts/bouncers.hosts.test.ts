import { statSync } from 'node:fs';
import { addressesOf, BouncerHost, Declared, DEPLOYMENT_PROBLEM } from './support/bouncer-host';
import { parseBouncerConfig, BouncerComponent } from '../../src/bouncers';
import { DebianProgram, debianProgram } from '../support/debian';
import { Network } from '../support/network';
import { Service } from '../support/service';

const NFT = ['nftables', 'libnftables1', 'libnftnl11', 'libmnl0', 'libxtables12', 'libjansson4', 'libedit2', 'libbsd0', 'libmd0'];
const CVE = 'CVE-2024-25600';
const FINGERPRINT = 'microsoft-exchange';
const BOTH = `{ cves: ['${CVE}'], fingerprints: ['${FINGERPRINT}'] }`;
const ONLY_CVE = `{ cves: ['${CVE}'] }`;
/** Of no blocklist. */
const UNLISTED = '10.99.0.1';

const programs = {
  nft: debianProgram(NFT, 'nft'),
  firewall: debianProgram(['crowdsec-firewall-bouncer'], 'crowdsec-firewall-bouncer'),
  custom: debianProgram(['crowdsec-custom-bouncer'], 'crowdsec-custom-bouncer'),
};

let service: Service;
let host: BouncerHost;
let ofCve: string[];
let ofBoth: string[];

beforeAll(async () => {
  service = await Service.start();
  ofCve = await addressesOf(service, (name) => service.api('POST', `/cves/${CVE}/integrations`, { name }));
  const ofFingerprint = await addressesOf(service, (name) => service.api('POST', `/fingerprints/${FINGERPRINT}/integrations`, { name }));
  ofBoth = [...new Set([...ofCve, ...ofFingerprint])].sort();
});
afterAll(() => service.end());

/** Runs the tests, or says in the title why they cannot run here. */
function suite(title: string, problem: string | undefined, tests: () => void): void {
  (problem === undefined ? describe : describe.skip)(`${title}${problem === undefined ? '' : ` (skipped: ${problem})`}`, tests);
}

/** The first that is no program but a reason. */
function problemOf(...needed: (DebianProgram | string)[]): string | undefined {
  return DEPLOYMENT_PROBLEM ?? needed.find((one): one is string => typeof one === 'string');
}

suite('the firewall bouncer with nftables', problemOf(programs.firewall, programs.nft) ?? Network.problem(), () => {
  const nftables = (variant: Partial<Declared> = {}): Declared => (
    { component: 'FIREWALL', options: "{ firewall: { mode: 'nftables' } }", subscriptions: BOTH, ...variant }
  );
  let network: Network;

  beforeEach(async () => {
    await service.reset();
    network = await Network.start();
    await network.bring(service.url);
    host = new BouncerHost(service, programs.firewall as DebianProgram, ['ip', 'netns', 'exec', network.host]);
  });
  afterEach(async () => {
    await host.end();
    await network.end();
  });

  /** Addresses in the kernel's sets, sorted. */
  async function blocked(): Promise<string[]> {
    const { path, env } = programs.nft as DebianProgram;
    const { code, stdout } = await network.onHost(path, ['-j', 'list', 'ruleset'], env);
    if (code !== 0) return [];
    const sets: any[] = JSON.parse(stdout).nftables.flatMap((one: any) => one.set ?? []);
    return sets.flatMap(({ elem = [] }) => elem.map((one: any) => one.elem?.val ?? one)).sort();
  }

  async function untilBlocked(addresses: string[]): Promise<void> {
    await host.until(`${addresses.length} addresses in the kernel`, async () => JSON.stringify(await blocked()) === JSON.stringify(addresses));
  }

  test('drops packets of listed addresses, lets others pass, and lets go what is no longer subscribed to', async () => {
    await host.deploy(nftables());
    expect(statSync(host.file).mode.toString(8)).toBe('100600');
    const released = ofBoth.find((address) => !ofCve.includes(address))!;
    expect(await network.reached(ofCve[0])).toBe(true);

    const { path, env } = programs.firewall as DebianProgram;
    const checked = await network.onHost(path, ['-c', host.file, '-t'], env);
    expect([checked.code, checked.output]).toEqual([0, checked.output]);

    host.start();
    await untilBlocked(ofBoth);
    expect(await network.reached(ofCve[0])).toBe(false);
    expect(await network.reached(released)).toBe(false);
    expect(await network.reached(UNLISTED)).toBe(true);

    await host.deploy(nftables({ subscriptions: ONLY_CVE }));
    await untilBlocked(ofCve);
    expect(await network.reached(released)).toBe(true);
    expect(await network.reached(ofCve[0])).toBe(false);
  });

  test('a rename of the integration leaves the file alone; new credentials are a new one, with which it goes on after a restart', async () => {
    await host.deploy(nftables({ subscriptions: ONLY_CVE }));
    const before = parseBouncerConfig(BouncerComponent.FIREWALL, host.read('bouncer.yaml'));
    expect(before).toMatchObject({ problems: [], updateFrequencySeconds: 1 });
    host.start();
    await untilBlocked(ofCve);

    const { ino, mtimeMs } = statSync(host.file);
    await host.deploy(nftables({ subscriptions: ONLY_CVE, name: 'edge renamed' }));
    expect(statSync(host.file)).toMatchObject({ ino, mtimeMs });

    const output = await host.deploy(nftables({ subscriptions: ONLY_CVE, credentialsVersion: '2' }));
    const after = parseBouncerConfig(BouncerComponent.FIREWALL, host.read('bouncer.yaml'));
    expect(after).toEqual({ ...before, apiKey: expect.any(String) });
    expect(after.apiKey).not.toBe(before.apiKey);
    expect(output).not.toContain(after.apiKey);
    // The running one still has the former key. What it blocks, it goes on to block.
    await host.said(/API error/);
    expect(await blocked()).toEqual(ofCve);

    await host.restart();
    await host.deploy(nftables({ credentialsVersion: '2' }));
    await untilBlocked(ofBoth);
  });
});

suite('the custom bouncer', problemOf(programs.custom), () => {
  const calls = (feedViaStdin: boolean, variant: Partial<Declared> = {}): Declared => ({
    component: 'CUSTOM',
    options: `{ custom: { binPath: ${JSON.stringify(`${host.dir}/block it`)}, feedViaStdin: ${feedViaStdin} } }`,
    subscriptions: BOTH,
    ...variant,
  });

  beforeEach(async () => {
    await service.reset();
    host = new BouncerHost(service, programs.custom as DebianProgram);
    host.write('told', '');
  });
  afterEach(() => host.end());

  const readers: [string, boolean, string, (line: string) => string][] = [
    ['for each change', false, 'printf "%s %s\\n" "$1" "$2" >> told', (line) => line],
    ['once, and fed', true, 'exec cat >> told', (line) => {
      const { action, value } = JSON.parse(line);
      return `${action} ${value}`;
    }],
  ];

  test.each(readers)('calls its program %s, with all that is listed, and then with what is no longer', async (_, feedViaStdin, script, read) => {
    host.write('block it', `#!/bin/sh\ncd "${host.dir}" || exit 1\n${script}\n`);
    host.makeExecutable('block it');
    const told = () => host.read('told').split('\n').filter((line) => line !== '').map(read).sort();
    const untilTold = (lines: string[]) => host.until(`${lines.length} lines`, async () => JSON.stringify(told()) === JSON.stringify([...lines].sort()));
    const added = ofBoth.map((address) => `add ${address}`);

    await host.deploy(calls(feedViaStdin));
    host.start();
    await untilTold(added);
    await host.deploy(calls(feedViaStdin, { subscriptions: ONLY_CVE }));
    const gone = ofBoth.filter((address) => !ofCve.includes(address));
    await untilTold([...added, ...gone.map((address) => `del ${address}`)]);
  });
});
