import { diagnose, type DiagnosisOptions, type Report, type ReportedCheck, type Status } from '../../src/doctor';
import { type Emulator, startEmulator, type StoredIntegration } from '../../src/emulator';

export const HOUR_MS = 3_600_000;

/** What the service answers to a creation, credentials included. */
export interface Made {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly credentials: { readonly username: string; readonly password: string } & { readonly api_key: string };
}

interface MadeOptions {
  readonly format?: string;
  readonly vendors?: readonly string[];
  readonly pulledHoursAgo?: number | null;
  readonly createdHoursAgo?: number;
  readonly pullLimit?: number | null;
}

/** An emulator for all tests of a file; each begins with an organisation without anything. */
export class Organization {
  static duringTests(): Organization {
    const organization = new Organization();
    beforeAll(async () => { organization.emulator = await startEmulator(); });
    beforeEach(() => organization.emulator.reset());
    // Nothing that the doctor does may be a pull, whatever the test is about.
    afterEach(() => expect(organization.emulator.requests().filter(({ method, path }) => method === 'GET' && /content|stream/.test(path))).toEqual([]));
    afterAll(() => organization.emulator.close());
    return organization;
  }

  emulator!: Emulator;

  get env(): Record<string, string> {
    return { CROWDSEC_SERVICE_API_KEY: this.emulator.apiKey };
  }

  /** An integration as somebody made it: subscribed, pulled a moment ago, unless it is said otherwise. */
  async made(name: string, options: MadeOptions = {}): Promise<Made> {
    const { format = 'plain_text', vendors = ['Microsoft'], pulledHoursAgo = 1, createdHoursAgo = 100, pullLimit = null } = options;
    const entity = format === 'remediation_component' ? 'remediation_component_integration' : 'firewall_integration';
    const made = await this.post('/integrations', { name, entity_type: entity, output_format: format }) as Made;
    for (const vendor of vendors) await this.post(`/vendors/${vendor}/integrations`, { name });
    const ago = (hours: number | null) => (hours === null ? null : new Date(Date.now() - hours * HOUR_MS).toISOString());
    const times = { last_pull: ago(pulledHoursAgo), created_at: ago(createdHoursAgo)!, updated_at: ago(createdHoursAgo)!, pull_limit: pullLimit };
    this.change((all) => all.map((one) => (one.id === made.id ? { ...one, ...times } : one)));
    this.emulator.clearRequests();
    return made;
  }

  /** Changes the integrations past the service. */
  change(how: (all: readonly StoredIntegration[]) => readonly StoredIntegration[]): void {
    const snapshot = this.emulator.snapshot();
    this.emulator.restore({ ...snapshot, integrations: how(snapshot.integrations) });
  }

  async diagnose(options: Partial<DiagnosisOptions> = {}): Promise<Findings> {
    return new Findings(await diagnose({ apiUrl: this.emulator.url, env: this.env, ...options }));
  }

  /** Method and path of what was asked since the last integration was made. */
  asked(): string[] {
    return this.emulator.requests().map(({ method, path }) => `${method} ${path}`);
  }

  private async post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.emulator.url}${path}`, {
      method: 'POST', headers: { 'x-api-key': this.emulator.apiKey, 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }
}

/** A report, as tests ask it. */
export class Findings {
  constructor(readonly report: Report) {}

  /** The only check of that id, or that of one subject. */
  of(id: string, subject?: string): ReportedCheck {
    const found = this.report.checks.filter((check) => check.id === id && (subject === undefined || check.subject === subject));
    if (found.length !== 1) throw new Error(`${found.length} checks ${id}`);
    return found[0];
  }

  /** Ids in a status. */
  in(status: Status): string[] {
    return this.report.checks.filter((check) => check.status === status).map(({ id }) => id);
  }
}
