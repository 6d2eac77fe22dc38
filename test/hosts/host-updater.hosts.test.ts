import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostSetKind, HostUpdater, Integration, OutputFormat } from '../../src';
import { attempt, DebianProgram, debianProgram } from '../support/debian';
import { Network } from '../support/network';
import { Service } from '../support/service';
import { Deployment, UpdaterHost } from '../support/updater-host';

const NFT = ['nftables', 'libnftables1', 'libnftnl11', 'libmnl0', 'libxtables12', 'libjansson4', 'libedit2', 'libbsd0', 'libmd0'];
const IPSET = ['ipset', 'libipset13', 'libmnl0'];
const IPTABLES = ['iptables', 'libip4tc2', 'libip6tc2', 'libxtables12', 'libnftnl11', 'libmnl0', 'libnetfilter-conntrack3', 'libnfnetlink0'];
const DAY = 86_400;
const SMALL = '1556660c476c4799aeb22032';
const LARGEST = { id: 'd10b81d8e9bea7b50cb0512c', entries: 300_000 };

const programs = { nft: debianProgram(NFT, 'nft'), ipset: debianProgram(IPSET, 'ipset'), iptables: debianProgram(IPTABLES, 'iptables-nft') };
const problem = Network.problem() ?? Object.values(programs).find((one) => typeof one === 'string')
  ?? (attempt('curl', ['--version']) === undefined ? undefined : 'there is no curl');

(problem === undefined ? describe : describe.skip)(`a host in a network namespace of its own${problem === undefined ? '' : ` (skipped: ${problem})`}`, () => {
  let service: Service;
  let deployment: Deployment;
  let files: { readonly [path: string]: string };
  let network: Network;
  let host: UpdaterHost;

  beforeAll(async () => {
    service = await Service.start();
    deployment = new Deployment(service, (stack) => {
      const integration = (id: string) => new Integration(stack, `${id}-list`, { outputFormat: OutputFormat.PLAIN_TEXT, name: id });
      return [
        new HostUpdater(stack, 'nft', { integration: integration('nft') }),
        new HostUpdater(stack, 'ipset', { integration: integration('ipset'), setKind: HostSetKind.IPSET }),
        new HostUpdater(stack, 'nft-big', { integration: integration('nft-big'), maxEntries: 400_000 }),
        new HostUpdater(stack, 'ipset-big', { integration: integration('ipset-big'), setKind: HostSetKind.IPSET }),
      ];
    });
    files = await deployment.apply();
    for (const name of ['nft', 'ipset']) await subscribe(name, SMALL);
    for (const name of ['nft-big', 'ipset-big']) await subscribe(name, LARGEST.id);
  });
  beforeEach(async () => {
    network = await Network.start();
    await network.bring(service.url);
  });
  afterEach(async () => {
    host?.end();
    await network?.end();
  });
  afterAll(async () => {
    await deployment?.end();
    await service?.end();
  });

  async function subscribe(name: string, blocklist: string): Promise<void> {
    const { id } = await service.integration(name);
    await service.api('POST', `/blocklists/${blocklist}/subscribers`, { ids: [id], entity_type: 'firewall_integration' });
  }

  async function unsubscribe(name: string, blocklist: string): Promise<void> {
    const { id } = await service.integration(name);
    await service.api('DELETE', `/blocklists/${blocklist}/subscribers/${id}`);
  }

  function hostOf(name: string): UpdaterHost {
    host = new UpdaterHost(`crowdsec-${name}`, files, ['ip', 'netns', 'exec', network.host]);
    const { nft, ipset, iptables } = programs as { [name: string]: DebianProgram };
    host.use('nft', nft);
    host.use('ipset', ipset);
    const libraries = iptables.env.LD_LIBRARY_PATH!.split(':').map((folder) => `${folder}/xtables`).find((folder) => existsSync(folder))!;
    host.use('iptables', iptables, { XTABLES_LIBDIR: libraries });
    host.use('ip6tables', { ...iptables, path: join(dirname(iptables.path), 'ip6tables-nft') }, { XTABLES_LIBDIR: libraries });
    return host;
  }

  /** Runs the script, which must succeed. */
  async function pull(): Promise<string> {
    const { code, output } = await host.run();
    expect([code, output]).toEqual([0, output]);
    return output;
  }

  /** An address of each family that is listed; others are not, by the test's own choice of blocklist. */
  function listed(): [string, string] {
    const list = host.list().filter((entry) => !entry.includes('/'));
    return [list.find((entry) => !entry.includes(':'))!, list.find((entry) => entry.includes(':'))!];
  }

  test.each(['nft', 'ipset'])('%s: a packet from a listed address is dropped, one from another passes; unsubscribed and pulled again, both pass', async (name) => {
    hostOf(name);
    await pull();
    const [v4, v6] = listed();
    const others = ['10.213.77.2', '10.1.2.3', 'fd77:213::2'];
    for (const other of others) expect([other, await network.reached(other)]).toEqual([other, true]);
    for (const address of [v4, v6]) expect([address, await network.reached(address)]).toEqual([address, false]);

    await subscribe(name, '2507fd85ab12012464da2885');
    await unsubscribe(name, SMALL);
    host.age(DAY);
    await pull();
    expect(host.list()).not.toContain(v4);
    for (const address of [v4, v6]) expect([address, await network.reached(address)]).toEqual([address, true]);
    const [other] = listed();
    expect([other, await network.reached(other)]).toEqual([other, false]);
    await subscribe(name, SMALL);
    await unsubscribe(name, '2507fd85ab12012464da2885');
  });

  test('nftables counts what it drops, and keeps count when the chains are made anew', async () => {
    hostOf('nft');
    await pull();
    const [v4] = listed();
    await network.reached(v4);
    expect((await host.tool('nft', 'list', 'counters')).output).toContain('packets 1 ');
    const sets = readFileSync(join(host.config, 'sets'), 'utf8');
    host.write({ '/etc/crowdsec-nft-updater/sets': sets.replace(/priority -10/g, 'priority -20') });
    await host.run('load');
    expect((await host.tool('nft', '-t', 'list', 'ruleset')).output).toContain('hook input priority -20');
    expect((await host.tool('nft', 'list', 'counters')).output).toContain('packets 1 ');
  });

  test('after a flush of all rules, and a start of the host, the kept list is in force again without a pull', async () => {
    hostOf('nft');
    await pull();
    const [v4] = listed();
    await host.tool('nft', 'flush', 'ruleset');
    expect(await network.reached(v4)).toBe(true);
    await service.forget();
    expect(await host.run('load')).toMatchObject({ code: 0, output: '' });
    expect([await network.reached(v4), await service.journal()]).toEqual([false, []]);
  });

  test('a set that the kernel refuses leaves the one in force', async () => {
    hostOf('nft');
    await pull();
    const [v4] = listed();
    host.write({ '/etc/crowdsec-nft-updater/sets': 'add nonsense\n' });
    expect(await host.run('load')).toMatchObject({ code: 1, output: expect.stringContaining('the kept list cannot be loaded') });
    expect(await network.reached(v4)).toBe(false);
  });

  test.each([['nft', ['list', 'ruleset']], ['ipset', ['list']]])(`%s: ${LARGEST.entries} entries load`, async (program, list) => {
    hostOf(`${program}-big`);
    await service.forget();
    expect(await pull()).toContain(` loaded ${host.list().length} entries`);
    expect(host.list().length).toBeGreaterThanOrEqual(LARGEST.entries);
    const pages = (await service.journal('GET')).map(({ query }) => query.page);
    expect(pages).toEqual(program === 'nft' ? ['1', '2'] : [undefined]);
    const { output } = await host.tool(program, ...list);
    const [v4, v6] = listed();
    for (const address of [v4, v6]) expect(output).toContain(address);
    expect([await network.reached(v4), await network.reached('10.1.2.3')]).toEqual([false, true]);
  });
});
