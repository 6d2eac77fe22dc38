import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorPlace, RunningService } from './service';
import { cleanEnvironment } from './terraform';

const COMMAND = resolve(__dirname, '..', '..', 'bin', 'cdktf-crowdsec');

/** A line of the journal; of a request that was broken off the status is null. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: { readonly [name: string]: string | string[] };
  readonly status: number | null;
}

/** The emulator as a user starts it: a process of its own, which nothing of the test slows down or keeps alive. */
export class EmulatorProcess extends RunningService {
  /** @param options of the command */
  static async start(...options: string[]): Promise<EmulatorProcess> {
    const child = spawn(process.execPath, [COMMAND, 'emulator', '--json', ...options], { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      ended.then(([code]) => Promise.reject(new Error(`the emulator ended with ${code} before it listened`))),
    ]) as [string];
    const close = async () => {
      child.kill('SIGTERM');
      await ended;
    };
    return new EmulatorProcess(child, { ...JSON.parse(line) as Omit<EmulatorPlace, 'close'>, close });
  }

  /** Sockets that are no connections: counted before anybody has asked anything. */
  private readonly listening: number;

  private constructor(private readonly child: ChildProcess, place: EmulatorPlace) {
    super(place);
    this.listening = this.sockets();
  }

  /** What was asked since the last time, oldest first. */
  async asked(): Promise<Asked[]> {
    const { requests } = await this.control('GET', '/requests') as { requests: Asked[] };
    await this.forget();
    return requests;
  }

  /** Waits until all connections have ended; how many are left when the patience is over. Linux only. */
  async connectionsLeft(patienceMs = 30_000): Promise<number> {
    const end = Date.now() + patienceMs;
    while (this.sockets() > this.listening && Date.now() < end) await sleep(100);
    return this.sockets() - this.listening;
  }

  private sockets(): number {
    const folder = `/proc/${this.child.pid}/fd`;
    return (existsSync(folder) ? readdirSync(folder) : []).filter((name) => {
      try {
        return readlinkSync(join(folder, name)).startsWith('socket:');
      } catch {
        return false; // closed while it was looked at
      }
    }).length;
  }
}
