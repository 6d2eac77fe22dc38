import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Elsewhere } from './elsewhere';
import { FaultContext, FaultKind, Mode } from './faults';
import type { Facts, Operation } from './operation';
import type { Snapshot, StoredIntegration } from '../../src/emulator';
import { head } from '../support/credentials';
import { Service } from '../support/service';
import { CommandResult, processesLeftIn, unwrap, Workspace } from '../support/terraform';

/**
 * What came of a cell. `not noticed`: the first run succeeded as if nothing were wrong. `retried`: it succeeded, and asked more often.
 * `taken over`: it succeeded, and took over what a lost answer was about. `refused`: it ended with an error, and the second run did it.
 */
export type Outcome = 'unharmed' | 'retried' | 'taken over' | 'refused';

/** Longest that a first run may take before it counts as one that does not end by itself. */
const PATIENCE_MS = 60_000;

const ALL = 1_000_000;
const STATE = 'terraform.tfstate';
const APPLY = ['apply', '-auto-approve', '-no-color'];

/** What others have, and what nothing here may touch. */
const NEIGHBOUR = 'neighbour f5 vendor/Citrix';

/** After a write whose answer is lost, this is good advice whatever the fault was. */
const AFTER_LOST_WRITE = /Run terraform apply again|import it:/;

const providerBlock = (more = '') => `provider "crowdsec" {
  max_retries = 1
  ${more}
}
`;

/** An operation prepared to be run again and again, each time from the same state of Terraform and of the service. */
export class Stage {
  /** @param env what Terraform is told beside the service; the operation is prepared without it */
  static async prepare(operation: Operation, service: Service, elsewhere: Elsewhere, env: NodeJS.ProcessEnv): Promise<Stage> {
    await service.reset();
    await service.api('POST', '/integrations', { name: 'neighbour', entity_type: 'firewall_integration', output_format: 'f5' });
    await service.api('POST', '/vendors/Citrix/integrations', { name: 'neighbour' });
    const [{ id: blocklist }] = (await service.api('GET', '/blocklists?include_filter=all')).items;
    const workspace = new Workspace(service, { name: 'fault' });
    workspace.write('provider.tf', providerBlock());
    await workspace.apply(operation.before?.({ ids: {}, blocklist }) ?? '');
    await operation.others?.(service, { ids: idsIn(await organization(service)), blocklist });
    const settings = await service.control('GET', '/settings') as { [name: string]: unknown };
    const before = await organization(service);
    const state = existsSync(join(workspace.dir, STATE)) ? workspace.read(STATE) : undefined;
    return new Stage(operation, service, elsewhere, env, workspace, { ids: idsIn(before), blocklist }, { organization: before, settings, state });
  }

  private constructor(
    readonly operation: Operation,
    private readonly service: Service,
    private readonly elsewhere: Elsewhere,
    private readonly env: NodeJS.ProcessEnv,
    private readonly workspace: Workspace,
    private readonly facts: Facts,
    private readonly before: { readonly organization: Snapshot; readonly settings: object; readonly state: string | undefined },
  ) {}

  async end(): Promise<void> {
    await this.workspace.end();
  }

  /** Runs a cell, and fails unless it holds. Without a fault it is the operation itself. */
  async run(fault?: FaultKind, mode: Mode = 'lasting'): Promise<Outcome> {
    await this.goBack();
    this.workspace.write('provider.tf', providerBlock(fault?.timeoutSeconds ? `request_timeout_seconds = ${fault.timeoutSeconds}` : ''));
    const first = await this.strike(fault, mode);
    expect(await processesLeftIn(this.workspace.dir)).toEqual([]);
    const asked = await this.decisiveRequests();
    const shown = unwrap(first.output);
    expect(shown).not.toContain(this.service.apiKey);
    expect(this.elsewhere.heard).toEqual([]);
    if (first.code !== 0) this.expectGuidance(first, shown, fault);

    await this.service.control('DELETE', '/faults');
    this.workspace.write('provider.tf', providerBlock());
    const second = await this.workspace.try(APPLY, this.env);
    if (second.code !== 0) throw new Error(`the second apply failed:\n${second.output}\n\nThe first one ended with ${first.code}:\n${first.output}`);
    const third = await this.workspace.try(['plan', '-detailed-exitcode', '-no-color'], this.env);
    if (third.code !== 0) throw new Error(`the third plan ended with ${third.code}:\n${third.output}\n\nThe first run ended with ${first.code}:\n${first.output}`);
    await this.expectAllInPlace();
    if (first.code !== 0) return 'refused';
    if (shown.includes('taken over after a lost answer')) return 'taken over';
    return asked > (this.operation.requests ?? 1) && !fault?.harmless ? 'retried' : 'unharmed';
  }

  /** Everything as it was when the operation had been prepared. */
  private async goBack(): Promise<void> {
    const { organization: snapshot, settings, state } = this.before;
    await this.service.reset();
    await this.service.control('PUT', '/snapshot', snapshot);
    await this.service.control('PUT', '/settings', settings);
    rmSync(join(this.workspace.dir, `${STATE}.backup`), { force: true });
    if (state === undefined) rmSync(join(this.workspace.dir, STATE), { force: true });
    else this.workspace.write(STATE, state);
    this.workspace.write('main.tf', this.operation.main(this.facts));
  }

  /** The first run, while the fault lasts. What plans well first and then loses its service is applied from a plan file. */
  private async strike(fault: FaultKind | undefined, mode: Mode): Promise<CommandResult> {
    const { operation, workspace } = this;
    const context = this.context();
    if (fault?.address) {
      if (!operation.planned) await workspace.terraform(['plan', '-out=first.tfplan', '-no-color'], this.env);
      const url = fault.address({ ...context, tls: this.elsewhere.tlsUrl });
      return workspace.try(operation.planned ? APPLY : [...APPLY, 'first.tfplan'], { CROWDSEC_SERVICE_API_URL: url }, PATIENCE_MS);
    }
    if (fault) {
      const armed = await fault.armed!(operation, context);
      await this.service.forget();
      await this.service.fault({ ...operation.request, ...armed, times: mode === 'once' ? 1 : ALL });
    }
    return workspace.try(APPLY, this.env, PATIENCE_MS);
  }

  private context(): FaultContext {
    return { elsewhere: this.elsewhere.url, firstPage: () => this.service.api('GET', this.operation.list!) };
  }

  private async decisiveRequests(): Promise<number> {
    const { method, path } = this.operation.request;
    return (await this.service.journal(method)).filter((entry) => new RegExp(path).test(entry.path)).length;
  }

  /** An error names operation, object and remedy. */
  private expectGuidance({ code }: CommandResult, shown: string, fault: FaultKind | undefined): void {
    const { says, planned } = this.operation;
    if (!fault) throw new Error(`without a fault it failed:\n${shown}`);
    if (code !== 1) throw new Error(`the first run did not end by itself:\n${shown}`);
    expect(shown).toMatch(says.operation);
    expect(shown).toContain(says.object(this.facts));
    if (planned || !AFTER_LOST_WRITE.test(shown)) expect(shown).toMatch(fault.advises);
  }

  /** What was declared is there, once, with what others have; the state knows it, and its credentials open the endpoint. */
  private async expectAllInPlace(): Promise<void> {
    const { integrations } = await organization(this.service);
    expect(integrations.map(describeIntegration).sort()).toEqual([NEIGHBOUR, ...this.operation.holds(this.facts)].sort());
    const ids = idsIn({ integrations });
    for (const integration of this.integrationsInState()) {
      expect(integration.id).toBe(ids[integration.name]);
      expect((await head(integration)).ok).toBe(true);
    }
  }

  private integrationsInState(): { readonly [attribute: string]: string }[] {
    const { resources } = JSON.parse(this.workspace.read(STATE)) as { resources: { type: string; mode: string; instances: { attributes: any }[] }[] };
    return resources.filter(({ mode, type }) => mode === 'managed' && type === 'crowdsec_integration')
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
  }
}

async function organization(service: Service): Promise<Snapshot> {
  return await service.control('GET', '/snapshot') as Snapshot;
}

function idsIn({ integrations }: Pick<Snapshot, 'integrations'>): { [name: string]: string } {
  return Object.fromEntries(integrations.map(({ name, id }) => [name, id]));
}

/** An integration in a line: name, format, description, subscriptions. */
function describeIntegration({ name, output_format: format, description, subscriptions }: StoredIntegration): string {
  const parts = [name, format, ...(description ? [JSON.stringify(description)] : []), ...subscriptions.map(({ kind, key }) => `${kind}/${key}`).sort()];
  return parts.join(' ');
}
