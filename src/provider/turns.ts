/**
 * Keeps a change of an integration apart from changes of its subscriptions in the same run: what a rename restores must not be
 * what another call is just ending.
 */
export class Turns {
  private readonly alones = new Map<string, Promise<unknown>>();
  private readonly besides = new Map<string, Set<Promise<unknown>>>();

  /** Work that may go on beside its like, but not during work that is done alone. */
  async beside<T>(id: string, work: () => Promise<T>): Promise<T> {
    // Nothing may come between the last look and the start, so the wait has no function of its own.
    while (this.alones.has(id)) await this.alones.get(id)!.catch(() => undefined);
    const running = work();
    const others = this.besides.get(id) ?? new Set();
    this.besides.set(id, others.add(running));
    try {
      return await running;
    } finally {
      others.delete(running);
    }
  }

  /** Work that waits for what goes on, and that all else waits for. */
  async alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    while (this.alones.has(id)) await this.alones.get(id)!.catch(() => undefined);
    const running = Promise.allSettled(this.besides.get(id) ?? []).then(work);
    this.alones.set(id, running);
    try {
      return await running;
    } finally {
      this.alones.delete(id);
    }
  }
}
