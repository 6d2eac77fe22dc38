import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is there; fails after half a minute with what was waited for. */
export async function until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    await pause(50);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Whether the process exists and is more than a dead entry that its parent has not collected. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
