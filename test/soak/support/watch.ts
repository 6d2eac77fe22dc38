import { readdirSync, readFileSync } from 'node:fs';
import { commandLineOf, processesIn } from '../../support/terraform';

const INTERVAL_MS = 250;
const PLUGIN = /terraform-provider-crowdsec/;

/** Samples below this number say nothing about growth. */
const ENOUGH = 24;

/** Medians of the thirds of a process's samples, and the most. In the first third Node's heap finds its size. */
export interface Growth {
  readonly samples: number;
  readonly thirds: readonly [number, number, number];
  readonly most: number;
}

/** Looks at every process of the plugin that works in a folder, several times a second, through /proc. */
export class Watch {
  private readonly lives = new Map<number, { rssMb: number[]; handles: number[] }>();
  private readonly timer = setInterval(() => this.look(), INTERVAL_MS);

  constructor(private readonly folder: string) {}

  /** What was seen since the last call, of processes that lived long enough to say something. */
  take(): { readonly rssMb: readonly Growth[]; readonly handles: readonly Growth[] } {
    const lives = [...this.lives.values()].filter(({ rssMb }) => rssMb.length >= ENOUGH);
    this.lives.clear();
    return { rssMb: lives.map(({ rssMb }) => growthOf(rssMb)), handles: lives.map(({ handles }) => growthOf(handles)) };
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const pid of processesIn(this.folder)) {
      if (!PLUGIN.test(commandLineOf(pid))) continue;
      try {
        const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
        const handles = readdirSync(`/proc/${pid}/fd`).length;
        const life = this.lives.get(pid) ?? { rssMb: [], handles: [] };
        if (rss) life.rssMb.push(Number(rss[1]) / 1024);
        life.handles.push(handles);
        this.lives.set(pid, life);
      } catch {
        // It ended between two looks.
      }
    }
  }
}

function growthOf(samples: readonly number[]): Growth {
  const third = Math.floor(samples.length / 3);
  return {
    samples: samples.length,
    thirds: [median(samples.slice(0, third)), median(samples.slice(third, -third)), median(samples.slice(-third))],
    most: Math.round(Math.max(...samples)),
  };
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]);
}
