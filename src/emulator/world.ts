import { Catalogue } from './catalogue/catalogue';
import { Content, viewOf, type ViewOptions } from './content/content';
import { Clock } from './control/clock';
import { Faults } from './control/faults';
import { Journal } from './control/journal';
import { Rate } from './control/rate';
import { DEFAULT_SETTINGS, mergeSettings } from './control/settings';
import { EMPTY_SNAPSHOT } from './organization/snapshot';
import { StateFile } from './organization/state-file';
import { Store } from './organization/store';
import type { ContentView, EmulatorOptions, Settings, StoredIntegration } from './types';

const DEFAULT_API_KEY = 'emulator-key';
const DEFAULT_SEED = 1;

/** All that one emulator knows: routes look things up here and change them here. */
export class World {
  readonly apiKey: string;
  readonly clock: Clock;
  readonly journal = new Journal();
  readonly faults = new Faults(() => this.catalogue.seed);
  readonly rate = new Rate(() => this.settings.requestsPerSecond);
  readonly store: Store;
  private readonly initialSeed: number;
  private currentSettings = DEFAULT_SETTINGS;
  private currentCatalogue: Catalogue;
  private currentContent: Content;

  constructor({ apiKey = DEFAULT_API_KEY, seed = DEFAULT_SEED, clock, state }: EmulatorOptions) {
    this.apiKey = apiKey;
    this.clock = new Clock(clock);
    this.initialSeed = seed;
    this.currentCatalogue = new Catalogue(seed);
    this.currentContent = new Content(this.currentCatalogue);
    const file = state === undefined ? undefined : new StateFile(state);
    const saved = file?.load();
    // Also what is empty is restored: a file that cannot be written is found out at the start.
    this.store = new Store(() => this.catalogue.seed, (snapshot) => file?.save(snapshot()));
    this.store.restore(saved ?? EMPTY_SNAPSHOT);
  }

  get catalogue(): Catalogue {
    return this.currentCatalogue;
  }

  get settings(): Settings {
    return this.currentSettings;
  }

  /** Merges a change. Throws a `ControlError` when it cannot be understood. */
  changeSettings(change: unknown): Settings {
    this.currentSettings = mergeSettings(this.currentSettings, change);
    return this.currentSettings;
  }

  /** What an integration brings now. */
  view(integration: StoredIntegration, options: Omit<ViewOptions, 'now' | 'lagSeconds'> = {}): ContentView {
    return viewOf(integration, { now: this.clock.now(), lagSeconds: this.settings.contentLagSeconds, ...options });
  }

  entries(view: ContentView): readonly string[] {
    return this.currentContent.entries(view);
  }

  count(view: ContentView): number {
    return this.currentContent.count(view);
  }

  /** Back to how it started, or to another seed. Held requests are broken off: their organisation is gone. */
  reset(seed = this.initialSeed): void {
    this.faults.clear();
    this.faults.release(false);
    this.rate.clear();
    this.clock.reset();
    this.currentSettings = DEFAULT_SETTINGS;
    if (seed !== this.catalogue.seed) {
      this.currentCatalogue = new Catalogue(seed);
      this.currentContent = new Content(this.currentCatalogue);
    }
    this.store.clear();
    this.journal.clear();
  }
}
