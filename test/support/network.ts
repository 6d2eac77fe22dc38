import { ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { connect, createServer, Server } from 'node:net';
import { join } from 'node:path';
import { attempt, DebianProgram, debianProgram } from './debian';
import { cleanEnvironment, CommandResult, run, temporaryFolder } from './terraform';

const PING = ['iputils-ping', 'libcap2', 'libidn2-0'];

/** Addresses of the link between the two: outside every range that documentation uses, so of no blocklist. */
const LINK = { v4: { host: '10.213.77.1', outside: '10.213.77.2', bits: 24 }, v6: { host: 'fd77:213::1', outside: 'fd77:213::2', bits: 64 } } as const;

/** Listens inside a namespace and passes every connection on to a socket file, which namespaces share. */
const RELAY = `const net = require('node:net');
const [port, file] = process.argv.slice(1);
const server = net.createServer((inside) => {
  const out = net.connect(file);
  inside.pipe(out).pipe(inside);
  for (const [one, other] of [[inside, out], [out, inside]]) one.on('error', () => other.destroy());
});
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));`;

/**
 * Two network namespaces with a cable between them: a host with a firewall of its own, and everybody else. The machine's own rules
 * stay as they are. `end()` takes all of it away.
 */
export class Network {
  private static made = 0;

  /** Says why there can be none here, or nothing. It tries, and takes away what it made. */
  static problem(): string | undefined {
    if (process.getuid?.() !== 0) return 'network namespaces need root';
    const ping = debianProgram(PING, 'ping');
    if (typeof ping === 'string') return ping;
    const name = `crowdsec-${process.pid}-probe`;
    const made = attempt('ip', ['netns', 'add', name]);
    if (made !== undefined) return `no network namespace can be made: ${made}`;
    const cable = attempt('ip', ['-n', name, 'link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'other']);
    attempt('ip', ['netns', 'del', name]);
    return cable === undefined ? undefined : `no cable can be laid between namespaces: ${cable}`;
  }

  /** Where `problem` found none. */
  static async start(): Promise<Network> {
    const network = new Network(debianProgram(PING, 'ping') as DebianProgram, `crowdsec-${process.pid}-${++Network.made}`);
    try {
      await network.build();
      return network;
    } catch (error) {
      await network.end();
      throw error;
    }
  }

  /** Names of the namespaces, for `ip netns exec`. */
  readonly host: string;
  readonly outside: string;
  private readonly folder = temporaryFolder('network');
  private readonly relays: { readonly server: Server; readonly process: ChildProcess }[] = [];
  private readonly sources = new Set<string>([LINK.v4.outside, LINK.v6.outside]);

  private constructor(private readonly ping: DebianProgram, name: string) {
    this.host = `${name}-h`;
    this.outside = `${name}-o`;
  }

  /** Runs a program on the host. */
  onHost(program: string, args: readonly string[], env: NodeJS.ProcessEnv = cleanEnvironment()): Promise<CommandResult> {
    return run('ip', ['netns', 'exec', this.host, program, ...args], { env });
  }

  /** Whether the host answers a packet that comes from an address. One that is not answered takes two seconds. */
  async reached(from: string): Promise<boolean> {
    const family = from.includes(':') ? 'v6' : 'v4';
    if (!this.sources.has(from)) {
      await this.ip('-n', this.outside, 'addr', 'add', `${from}/${family === 'v6' ? '128' : '32'}`, 'dev', 'cable', ...(family === 'v6' ? ['nodad'] : []));
      this.sources.add(from);
    }
    const args = ['-c', '1', '-W', '2', '-n', '-I', from, LINK[family].host];
    const { code } = await run('ip', ['netns', 'exec', this.outside, this.ping.path, ...args], { env: this.ping.env });
    return code === 0;
  }

  /** Makes a server on the machine's loopback reachable on the host, under the same URL. */
  async bring(url: string): Promise<void> {
    const { hostname, port } = new URL(url);
    const file = join(this.folder, `${port}.sock`);
    const server = createServer((inside) => {
      const out = connect(Number(port), hostname);
      inside.pipe(out).pipe(inside);
      inside.on('error', () => out.destroy());
      out.on('error', () => inside.destroy());
    });
    await new Promise<void>((resolve) => server.listen(file, resolve));
    const relay = spawn('ip', ['netns', 'exec', this.host, process.execPath, '-e', RELAY, port, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.relays.push({ server, process: relay });
    await new Promise<void>((resolve, reject) => {
      relay.stdout.once('data', () => resolve());
      relay.once('exit', (code) => reject(new Error(`nothing listens in the namespace: it ended with ${code}`)));
    });
  }

  /** Ends what it started; the namespaces take their cable and their rules with them. */
  async end(): Promise<void> {
    for (const { server, process: relay } of this.relays) {
      const ended = new Promise((resolve) => relay.once('exit', resolve));
      relay.kill();
      await ended;
      await new Promise((resolve) => server.close(resolve));
    }
    for (const namespace of [this.host, this.outside]) await run('ip', ['netns', 'del', namespace]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async build(): Promise<void> {
    const { v4, v6 } = LINK;
    for (const namespace of [this.host, this.outside]) await this.ip('netns', 'add', namespace);
    await this.ip('-n', this.host, 'link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'cable', 'netns', this.outside);
    for (const [namespace, side] of [[this.host, 'host'], [this.outside, 'outside']] as const) {
      await this.ip('-n', namespace, 'addr', 'add', `${v4[side]}/${v4.bits}`, 'dev', 'cable');
      await this.ip('-n', namespace, 'addr', 'add', `${v6[side]}/${v6.bits}`, 'dev', 'cable', 'nodad');
      await this.ip('-n', namespace, 'link', 'set', 'cable', 'up');
      await this.ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
    await this.ip('-n', this.host, 'route', 'add', 'default', 'via', v4.outside);
    await this.ip('-n', this.host, '-6', 'route', 'add', 'default', 'via', v6.outside);
  }

  private async ip(...args: string[]): Promise<void> {
    const { code, output } = await run('ip', args);
    if (code !== 0) throw new Error(`ip ${args.join(' ')}: ${output}`);
  }
}
