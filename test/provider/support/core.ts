import { Emulator, RecordedRequest, startEmulator } from '../../../src/emulator';
import { createProvider } from '../../../src/provider';
import { Diagnostic, isUnknown, ObjectValue, Schema, Value } from '../../../src/tfplugin';
import { createSemanticServer, SemanticServer } from '../../../src/tfplugin/semantics';

/** What Terraform keeps of an object. */
export interface Kept {
  readonly state: ObjectValue;
  readonly private: Uint8Array;
}

export interface Planned {
  readonly planned: ObjectValue;
  readonly replaces: string[];
  readonly warnings: Diagnostic[];
}

/** An answer with errors. */
export class Refused extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[], readonly state?: ObjectValue | null) {
    super(diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'));
  }

  get paths(): unknown[] {
    return this.diagnostics.map(({ path }) => (path?.[0] as { attribute: string } | undefined)?.attribute);
  }
}

const NOTHING = new Uint8Array();

/** Plays Terraform's part against the provider, run by run: each `core` is a process of its own. */
export class Core {
  readonly server: SemanticServer = createSemanticServer(createProvider());
  readonly warnings: Diagnostic[] = [];

  static async start(emulator: Emulator, config: ObjectValue = {}): Promise<Core> {
    const core = new Core();
    await core.configure({ api_url: emulator.url, api_key: emulator.apiKey, ...config });
    return core;
  }

  async configure(config: ObjectValue): Promise<void> {
    const whole = complete(this.server.providerSchema, config);
    this.check(await this.server.validateProviderConfig(whole));
    this.check(await this.server.configureProvider(whole, '1.11.4'));
  }

  async validate(type: string, config: ObjectValue): Promise<void> {
    this.check(await this.server.validateResourceConfig(type, complete(this.schema(type), config), true));
  }

  async plan(type: string, config: ObjectValue, prior?: Kept): Promise<Planned> {
    const { planned, requiresReplace, diagnostics } = await this.ask(type, config, prior);
    return {
      planned: planned!,
      replaces: requiresReplace.map((path) => (path[0] as { attribute: string }).attribute),
      warnings: diagnostics.filter(({ severity }) => severity === 'warning'),
    };
  }

  /** Creates or updates. What a failed call leaves in the state is the error's. */
  async apply(type: string, config: ObjectValue, prior?: Kept): Promise<Kept> {
    const whole = complete(this.schema(type), config);
    await this.validate(type, config);
    const { planned, private: plannedPrivate } = await this.ask(type, config, prior);
    const request = { typeName: type, prior: prior?.state ?? null, planned, config: whole, private: plannedPrivate };
    const answer = await this.server.applyResourceChange(request);
    this.check(answer, answer.state);
    return { state: answer.state!, private: answer.private };
  }

  /** The refreshed object, undefined if it is gone. */
  async read(type: string, kept: Kept): Promise<Kept | undefined> {
    const answer = await this.server.readResource(type, kept.state, kept.private);
    this.check(answer);
    return answer.state ? { state: answer.state, private: answer.private } : undefined;
  }

  async destroy(type: string, { state, private: privateData }: Kept): Promise<void> {
    const request = { typeName: type, prior: state, planned: null, config: null, private: privateData };
    const answer = await this.server.applyResourceChange(request);
    this.check(answer, answer.state);
  }

  /** Imports and reads, as Terraform does. */
  async import(type: string, id: string): Promise<Kept | undefined> {
    const answer = await this.server.importResourceState(type, id);
    this.check(answer);
    return this.read(type, answer.imported!);
  }

  async data(type: string, config: ObjectValue = {}): Promise<any> {
    const whole = complete(this.server.dataSourceSchemas.get(type)!, config);
    this.check(await this.server.validateDataSourceConfig(type, whole));
    const answer = await this.server.readDataSource(type, whole);
    this.check(answer);
    return answer.state;
  }

  private async ask(type: string, config: ObjectValue, prior?: Kept) {
    const whole = complete(this.schema(type), config);
    const answer = await this.server.planResourceChange({
      typeName: type,
      prior: prior?.state ?? null,
      proposed: propose(this.schema(type), whole, prior?.state),
      config: whole,
      private: prior?.private ?? NOTHING,
    });
    this.check(answer);
    return answer;
  }

  private schema(type: string): Schema {
    return this.server.resourceSchemas.get(type)!;
  }

  private check({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }, state?: ObjectValue | null): void {
    this.warnings.push(...diagnostics.filter(({ severity }) => severity === 'warning'));
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Refused(errors, state);
  }
}

/** The call's refusal. Fails when it succeeds. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  const outcome = await call.then(() => undefined, (error) => error);
  if (outcome instanceof Refused) return outcome;
  throw outcome ?? new Error('it was expected to be refused, but succeeded');
}

/** An emulator for a test file: the same one, reset before each test. */
export function emulatorForTests(): () => Emulator {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());
  return () => emulator;
}

/** The requests so far as `METHOD /path`, after which the journal is empty. */
export function requestsOf(emulator: Emulator): string[] {
  const lines = emulator.requests().map(({ method, path }) => `${method} ${path.replace(/^\/v1/, '')}`);
  emulator.clearRequests();
  return lines;
}

/** What the requests of one method carried. */
export function bodiesOf(emulator: Emulator, method: string): unknown[] {
  return emulator.requests().filter((request: RecordedRequest) => request.method === method).map(({ body }) => body);
}

/** Waits for what another part of this process does. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Names of the attributes that a plan leaves open. */
export function unknownIn(planned: ObjectValue): string[] {
  return Object.keys(planned).filter((name) => isUnknown(planned[name])).sort();
}

function complete(schema: Schema, config: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.keys(schema.attributes ?? {}).map((name): [string, Value] => [name, config[name] ?? null]));
}

/** The configuration, with the prior value of what is computed and left out of it. */
function propose(schema: Schema, config: ObjectValue, prior?: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(schema.attributes ?? {}).map(([name, { computed }]): [string, Value] =>
    [name, config[name] === null && computed && prior ? prior[name] : config[name]]));
}
