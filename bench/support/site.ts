import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Fleet, FleetSubscription } from './fleet';
import { timed } from './in-turn';
import { withStored } from './seed';
import { Side } from './side';
import { EmulatorProcess } from '../../test/support/emulator-process';
import { RunningService } from '../../test/support/service';
import { temporaryFolder, Workspace } from '../../test/support/terraform';

const STATE = 'terraform.tfstate';

/** A folder in which one side manages a fleet, with an emulator of its own where it asks one. */
export class Site {
  /** Initialised, and the fleet's integrations are there, without subscriptions. */
  static async start(side: Side, fleet: Fleet): Promise<Site> {
    const service = side.asksService ? await EmulatorProcess.start() : undefined;
    const site = new Site(side, fleet, service);
    try {
      site.declare([]);
      await site.workspace.terraform(['init', '-no-color', ...side.initArguments()]);
      await site.workspace.terraform(APPLY);
      const snapshot = await service?.control('GET', '/snapshot') as Snapshot | undefined;
      site.before = { state: site.workspace.read(STATE), snapshot };
      return site;
    } catch (error) {
      await site.end();
      throw error;
    }
  }

  readonly workspace: Workspace;
  private before?: { readonly state: string; readonly snapshot?: Snapshot };

  private constructor(readonly side: Side, readonly fleet: Fleet, readonly service?: RunningService) {
    // Only ours wants the plugin beside it.
    const folder = side.name === 'crowdsec' ? undefined : temporaryFolder(`bench-${side.name}`);
    this.workspace = new Workspace(service ?? { url: '', apiKey: '' }, { name: 'bench-crowdsec', folder });
    rmSync(join(this.workspace.dir, 'versions.tf'), { force: true });
  }

  /** Milliseconds that every answer of the service is late. */
  async latency(latencyMs: number): Promise<void> {
    await this.service?.settings({ latencyMs });
  }

  /** Milliseconds of an apply that makes all subscriptions, from integrations that have none. */
  async create(): Promise<number> {
    await this.reset();
    this.declare(this.fleet.subscriptions);
    const took = await timed(() => this.workspace.terraform(APPLY));
    // What an answer left out is taken into the state, so that the plans that follow find nothing new.
    await this.workspace.terraform([...APPLY, '-refresh-only']);
    return took;
  }

  /**
   * Writes the first so many subscriptions, default all, straight into the service and the state file. Terraform writes the whole
   * state after each resource that it makes: ten thousand of them take it very long, whoever provides them.
   */
  async seed(count = this.fleet.subscriptions.length): Promise<void> {
    const snapshot = await this.reset();
    const { state, organisation } = withStored(this.side, this.fleet.subscriptions.slice(0, count), this.before!.state, snapshot);
    this.workspace.write(STATE, state);
    if (organisation) await this.service!.control('PUT', '/snapshot', organisation);
    this.declare(this.fleet.subscriptions);
  }

  /** Milliseconds of a plan that finds nothing to do; anything else is an error. */
  async plan(): Promise<number> {
    await this.service?.forget();
    return timed(async () => {
      const { code, output } = await this.workspace.try(['plan', '-detailed-exitcode', '-no-color']);
      if (code !== 0) throw new Error(`the plan of ${this.side.name} ended with ${code}, and there should be nothing to do:\n${output.slice(0, 5000)}`);
    });
  }

  /** Applies what is declared. */
  async apply(): Promise<void> {
    await this.service?.forget();
    await this.workspace.terraform(APPLY);
  }

  async end(): Promise<void> {
    await this.service?.end();
    await this.workspace.end();
  }

  /** Back to the integrations alone. */
  private async reset(): Promise<Snapshot | undefined> {
    const { state, snapshot } = this.before!;
    this.workspace.write(STATE, state);
    if (snapshot) await this.service!.control('PUT', '/snapshot', snapshot);
    return snapshot;
  }

  /** Resource by resource, as the toolkit writes it; it is also what Terraform plans fastest. */
  private declare(subscriptions: readonly FleetSubscription[]): void {
    const resource: { [type: string]: { [name: string]: unknown } } = {};
    const { side, fleet } = this;
    const declared = [
      ...fleet.integrations.map((name) => ({ name, ...side.integration(name) })),
      ...subscriptions.map((subscription) => ({ name: subscription.label, ...side.subscription(subscription) })),
    ];
    for (const { type, name, attributes } of declared) (resource[type] ??= {})[name] = attributes;
    this.workspace.write('main.tf.json', JSON.stringify({ ...side.settings(this.service), resource }));
  }
}

const APPLY = ['apply', '-auto-approve', '-no-color'];

/** The organisation, as the emulator's control API has it. */
export interface Snapshot {
  readonly integrations: readonly { readonly name: string; readonly subscriptions: readonly unknown[] }[];
}
