import { ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { debianProgram } from './debian';
import { freePort } from './free-port';
import { temporaryFolder } from './terraform';

/** CrowdSec 1.4.6 of Debian 12, or why it is not here. */
export const CROWDSEC = debianProgram(['crowdsec'], 'crowdsec');

/** Milliseconds until it must answer. */
const PATIENCE = 60_000;

/** A real Local API on loopback, with a database and folders of its own: `crowdsec -no-cs`, which reads no logs. */
export class LocalApi {
  /** Its configuration and credentials, as in /etc/crowdsec. */
  readonly dataDir = temporaryFolder('lapi');
  readonly cscli: string;
  private readonly env: NodeJS.ProcessEnv;
  private running?: { readonly process: ChildProcess; readonly exited: Promise<void>; output: string };

  static async start(): Promise<LocalApi> {
    const lapi = new LocalApi(await freePort());
    await lapi.run('machines', 'add', '-a', '-f', lapi.credentials);
    await lapi.resume();
    return lapi;
  }

  private constructor(readonly port: number) {
    if (typeof CROWDSEC === 'string') throw new Error(CROWDSEC);
    this.cscli = join(CROWDSEC.path, '..', 'cscli');
    this.env = CROWDSEC.env;
    const packaged = join(CROWDSEC.root, 'etc', 'crowdsec');
    for (const folder of ['data', 'hub', 'notifications', 'plugins']) mkdirSync(join(this.dataDir, folder));
    for (const file of ['profiles.yaml', 'acquis.yaml', 'simulation.yaml']) copyFileSync(join(packaged, file), join(this.dataDir, file));
    cpSync(join(packaged, 'patterns'), join(this.dataDir, 'patterns'), { recursive: true });
    writeFileSync(join(this.dataDir, 'hub', '.index.json'), '{}');
    writeFileSync(this.config, JSON.stringify(this.settings(), undefined, 1));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  get credentials(): string {
    return join(this.dataDir, 'local_api_credentials.yaml');
  }

  /** Registers a bouncer, and gives its key. */
  async addBouncer(name: string): Promise<string> {
    return (await this.run('bouncers', 'add', name, '-o', 'raw')).trim();
  }

  /** What it knows of a bouncer. */
  async bouncer(name: string): Promise<any> {
    return JSON.parse(await this.run('bouncers', 'list', '-o', 'json')).find((bouncer: any) => bouncer.name === name);
  }

  async stop(): Promise<void> {
    this.running?.process.kill();
    await this.running?.exited;
    this.running = undefined;
  }

  /** Starts it, again at the same port, and waits until it answers. */
  async resume(): Promise<void> {
    const { path } = CROWDSEC as Exclude<typeof CROWDSEC, string>;
    const child = spawn(path, ['-c', this.config, '-no-cs'], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const running = { process: child, exited: new Promise<void>((resolve) => child.once('close', () => resolve())), output: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { running.output += chunk; });
    this.running = running;
    for (const end = Date.now() + PATIENCE; !await this.answers(); await setTimeout(50)) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the Local API does not answer; it said:\n${running.output}`);
    }
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private get config(): string {
    return join(this.dataDir, 'config.yaml');
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.url}health`).then(({ ok }) => ok, () => false);
  }

  private async run(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(this.cscli, ['-c', this.config, ...args], { env: this.env });
    return stdout;
  }

  /** JSON is YAML. */
  private settings(): object {
    const at = (...names: string[]) => join(this.dataDir, ...names);
    return {
      common: { daemonize: false, log_media: 'stdout', log_level: 'info', working_dir: this.dataDir },
      config_paths: {
        config_dir: this.dataDir,
        data_dir: at('data'),
        simulation_path: at('simulation.yaml'),
        hub_dir: at('hub'),
        index_path: at('hub', '.index.json'),
        notification_dir: at('notifications'),
        plugin_dir: at('plugins'),
      },
      crowdsec_service: { enable: false, acquisition_path: at('acquis.yaml'), parser_routines: 1 },
      cscli: { output: 'human' },
      db_config: { type: 'sqlite', db_path: at('data', 'crowdsec.db'), flush: { max_items: 5000, max_age: '7d' } },
      api: {
        client: { credentials_path: this.credentials },
        server: { listen_uri: `127.0.0.1:${this.port}`, profiles_path: at('profiles.yaml'), console_path: at('console.yaml') },
      },
      prometheus: { enabled: false },
    };
  }
}
