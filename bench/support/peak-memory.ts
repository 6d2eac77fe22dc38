import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

const EVERY_MS = 25;

/**
 * Watches the plugin's processes below a folder while something runs. @returns the largest one's peak of resident memory in MB
 * (VmHWM, which the kernel keeps: looking now and then misses only what comes after the last look)
 */
export async function peakMemoryOfPlugin(folder: string, work: () => Promise<unknown>): Promise<number> {
  const root = realpathSync(folder);
  const foreign = new Set<string>();
  let peakKb = 0;
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && !foreign.has(name))) {
      try {
        const below = readlinkSync(`/proc/${pid}/cwd`).startsWith(root);
        if (!below) foreign.add(pid);
        if (below && /terraform-provider-crowdsec/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) {
          peakKb = Math.max(peakKb, Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
        }
      } catch {
        // It ended while it was looked at.
      }
    }
  };
  const timer = setInterval(look, EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  if (peakKb === 0) throw new Error(`no process of the plugin was seen below ${folder}`);
  return peakKb / 1000;
}
