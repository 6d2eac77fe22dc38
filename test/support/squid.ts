import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type DebianProgram, debianProgram } from './debian';
import { freePort } from './free-port';
import { temporaryFolder } from './terraform';

const PACKAGES = ['squid-openssl', 'libecap3', 'libnetfilter-conntrack3', 'libnfnetlink0', 'libtdb1', 'libltdl7', 'libldap-2.5-0', 'libsasl2-2', 'libnettle8'];

/** Squid does not run as root; it becomes this user then. */
const NOBODY = 65534;

export interface SquidOptions {
  /** Hosts that it leads to, all of them on loopback; it forbids others. */
  readonly hosts: readonly string[];
  /** Who may use the ports that ask for it. */
  readonly user: string;
  readonly password: string;
  /** For the port behind TLS, in PEM. */
  readonly identity: { readonly key: string; readonly cert: string };
}

/** A line of Squid's access log. */
export interface Access {
  /** Such as `TCP_TUNNEL/200` or `TCP_DENIED/407`. */
  readonly result: string;
  readonly method: string;
  readonly target: string;
  readonly user: string;
}

/** The real proxy, on three ports of loopback: open to all, with user and password, and behind TLS. `end()` takes it away. */
export class Squid {
  /** Says why there can be none here, or nothing. */
  static problem(): string | undefined {
    const program = debianProgram(PACKAGES, 'squid');
    return typeof program === 'string' ? program : undefined;
  }

  static async start(options: SquidOptions): Promise<Squid> {
    const ports = { open: await freePort(), login: await freePort(), tls: await freePort() };
    const squid = new Squid(debianProgram(PACKAGES, 'squid') as DebianProgram, ports, options);
    try {
      for (const port of Object.values(ports)) await squid.listening(port);
      return squid;
    } catch (error) {
      await squid.end();
      throw error;
    }
  }

  private readonly folder = temporaryFolder('squid');
  private readonly process: ChildProcess;
  private readonly ended: Promise<unknown>;
  private said = '';

  private constructor(program: DebianProgram, readonly ports: { readonly [kind in 'open' | 'login' | 'tls']: number }, options: SquidOptions) {
    const file = (name: string, text = '', mode = 0o644) => {
      const path = join(this.folder, name);
      writeFileSync(path, text, { mode });
      return path;
    };
    // Squid hands over what is special in a line percent-encoded.
    const login = `${options.user} ${options.password.replace(/[\s%#"<>^`{|}~[\]\\']/g, encodeURIComponent)}`;
    file('login', login);
    const config = file('squid.conf', `
      http_port 127.0.0.1:${ports.open} name=open
      http_port 127.0.0.1:${ports.login} name=login
      https_port 127.0.0.1:${ports.tls} name=tls tls-cert=${file('cert.pem', options.identity.cert)} tls-key=${file('key.pem', options.identity.key)}
      hosts_file ${file('hosts', options.hosts.map((host) => `127.0.0.1 ${host}\n`).join(''))}
      auth_param basic program ${file('check', CHECK.replace('LOGIN', join(this.folder, 'login')), 0o755)}
      auth_param basic children 1
      auth_param basic realm test
      acl known proxy_auth REQUIRED
      acl login myportname login
      acl allowed dstdomain ${options.hosts.join(' ')} 0.0.0.0
      http_access deny !allowed
      http_access deny login !known
      http_access allow all
      access_log stdio:${file('access.log')}
      cache_log ${file('cache.log')}
      mime_table ${file('mime.conf')}
      coredump_dir ${this.folder}
      icon_directory ${this.folder}
      error_directory ${this.folder}
      cache_effective_user nobody
      cache deny all
      pid_filename none
      netdb_filename none
      pinger_enable off
      unlinkd_program /bin/true
      shutdown_lifetime 0 seconds
      max_filedescriptors 1024
    `.replace(/^ +/gm, ''));
    if (process.getuid?.() === 0) this.handOver();
    this.process = spawn(program.path, ['-N', '-f', config], { cwd: this.folder, env: program.env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.process.stderr!.on('data', (chunk: Buffer) => { this.said += chunk; });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
  }

  /** What it noted since it was last asked to forget. */
  accesses(): Access[] {
    return this.log().split('\n').filter(Boolean).map((line) => {
      const [, , , result, , method, target, user] = line.split(/\s+/);
      return { result, method, target, user };
    });
  }

  log(): string {
    return readFileSync(join(this.folder, 'access.log'), 'utf8');
  }

  /** Squid keeps the file open, at its end. */
  forget(): void {
    writeFileSync(join(this.folder, 'access.log'), '');
  }

  async end(): Promise<void> {
    this.process.kill();
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private handOver(): void {
    chmodSync(this.folder, 0o755);
    for (const name of ['', 'access.log', 'cache.log', 'key.pem', 'login', 'check']) chownSync(join(this.folder, name), NOBODY, NOBODY);
  }

  private async listening(port: number): Promise<void> {
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`squid ended: ${this.said}`);
      const open = await new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
      });
      if (open) return;
      await setTimeout(50);
    }
  }
}

/** Says of each line with user and password whether it is the one that is known. */
const CHECK = `#!/bin/sh
while read -r line; do
  if [ "$line" = "$(cat LOGIN)" ]; then echo OK; else echo ERR; fi
done
`;
