import { Fleet, fleetOf, Keys, keysOf } from './fleet';
import { timed } from './in-turn';
import { Side } from './side';
import { Site } from './site';
import { EmulatorProcess } from '../../test/support/emulator-process';

/** Sites, each made when it is first asked for. */
export class Sites {
  private readonly made = new Map<string, Promise<Site>>();
  private readonly applied = new Set<Site>();
  private keys?: Promise<Keys>;

  constructor(private readonly say: (line: string) => void) {}

  /** A site with its integrations; what of the fleet's subscriptions is there is whoever's business asked before. */
  async get(side: Side, size: number): Promise<Site> {
    const name = `${side.name} ${size}`;
    const known = this.made.get(name);
    if (known) return known;
    const making = this.fleet(size).then((fleet) => Site.start(side, fleet));
    this.made.set(name, making);
    return making;
  }

  /** A site that has applied its whole fleet. */
  async filled(side: Side, size: number): Promise<Site> {
    const site = await this.get(side, size);
    if (this.applied.has(site)) return site;
    const took = await timed(() => (size > MOST_APPLIED ? site.seed() : site.create()));
    this.say(`  ${side.name}: ${size} subscriptions are there (${(took / 1000).toFixed(0)} s)`);
    this.applied.add(site);
    return site;
  }

  async fleet(size: number): Promise<Fleet> {
    this.keys ??= catalogueKeys();
    return fleetOf(size, await this.keys);
  }

  async end(): Promise<void> {
    for (const outcome of await Promise.allSettled(this.made.values())) {
      if (outcome.status === 'fulfilled') await outcome.value.end();
    }
  }
}

/** More subscriptions are seeded instead. */
const MOST_APPLIED = 1000;

async function catalogueKeys(): Promise<Keys> {
  const service = await EmulatorProcess.start();
  try {
    return await keysOf(service);
  } finally {
    await service.end();
  }
}
