import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** One process as it was seen, once for each program that it ran. */
export interface SeenProcess {
  readonly pid: number;
  readonly arguments: readonly string[];
  /** `NAME=VALUE`, as the process was started with. */
  readonly environment: readonly string[];
}

/** Whether the system shows processes as files: elsewhere there is nothing to watch. */
export const CAN_WATCH_PROCESSES = existsSync('/proc/self/environ');

/** Milliseconds from one look to the next: a program that ends sooner may go unseen. */
const INTERVAL = 4;

/** Watches everything that this process starts, directly or not, while something runs. */
export class ProcessWatch {
  private readonly processes = new Map<string, SeenProcess>();
  private readonly timer = setInterval(() => this.look(), INTERVAL);

  /** Ends the watch and tells what was seen. */
  end(): SeenProcess[] {
    clearInterval(this.timer);
    return [...this.processes.values()];
  }

  private look(): void {
    const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]));
    for (const pid of parents.keys()) {
      if (pid === process.pid || !isBelow(pid, parents)) continue;
      const seen = read(pid);
      // Between fork and exec a child still looks like the process that starts it.
      if (seen) this.processes.set(`${pid} ${seen.arguments.join(' ')}`, seen);
    }
  }
}

function isBelow(pid: number, parents: ReadonlyMap<number, number | undefined>): boolean {
  for (let at: number | undefined = pid; at; at = parents.get(at)) {
    if (at === process.pid) return true;
  }
  return false;
}

/** The fourth field, counted from behind the program's name, which may hold anything. */
function parentOf(pid: number): number | undefined {
  const stat = contents(pid, 'stat');
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function read(pid: number): SeenProcess | undefined {
  const [args, environment] = [contents(pid, 'cmdline'), contents(pid, 'environ')];
  return args && environment !== undefined ? { pid, arguments: args.split('\0').slice(0, -1), environment: environment.split('\0').filter(Boolean) } : undefined;
}

/** Undefined once the process has ended. */
function contents(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
