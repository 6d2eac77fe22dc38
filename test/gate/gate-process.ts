import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildHelper } from '../support/build-helper';
import { Service } from '../support/service';
import { CommandResult, Job, processesLeftIn, run, startJob, temporaryFolder } from '../support/terraform';

/** An integration at the emulator, with what the service shows once. */
export interface Made {
  readonly id: string;
  readonly name: string;
  readonly credentials: { readonly [name: string]: string };
}

/** What the gate is told of an integration. */
export interface Told {
  readonly made: Pick<Made, 'id'> & Partial<Made>;
  readonly vendors?: readonly string[];
  readonly cves?: readonly string[];
  readonly empty?: boolean;
  /** What it probes with. Default: the integration's own. */
  readonly credentials?: object;
}

export interface Settings {
  readonly timeoutSeconds?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** The helper as Terraform starts it, in a folder with nothing else, against an emulator of its own. */
export class GateProcess {
  static async start(): Promise<GateProcess> {
    return new GateProcess(await Service.start({ apiKey: 'organisation/key+hunter2' }));
  }

  private readonly folder = temporaryFolder('gate');
  private readonly helper = buildHelper('gate', this.folder);
  private readonly secrets: string[];
  private shown = '';

  private constructor(readonly service: Service) {
    this.secrets = [service.apiKey];
  }

  async make(name: string, outputFormat = 'plain_text'): Promise<Made> {
    const entityType = outputFormat === 'remediation_component' ? 'remediation_component_integration' : 'firewall_integration';
    const made: Made = await this.service.api('POST', '/integrations', { name, entity_type: entityType, output_format: outputFormat });
    const { username, ...secret } = made.credentials;
    this.secrets.push(...Object.values(secret));
    return made;
  }

  /** Subscribes an integration to vendors, by its name as the service has it. */
  async subscribe({ name }: Made, ...vendors: string[]): Promise<void> {
    for (const vendor of vendors) await this.service.api('POST', `/vendors/${encodeURIComponent(vendor)}/integrations`, { name });
  }

  async run(command: string, told: readonly Told[], settings?: Settings): Promise<CommandResult> {
    const result = await run(process.execPath, [this.helper, command], { cwd: this.folder, env: this.environment(told, settings) });
    this.shown += result.output;
    return result;
  }

  /** Runs it and answers what it says; it must end well. */
  async works(command: string, told: readonly Told[], settings?: Settings): Promise<string> {
    const { code, output } = await this.run(command, told, settings);
    if (code !== 0) throw new Error(output);
    return output;
  }

  /** Runs it and answers what it says; it must fail. */
  async fails(command: string, told: readonly Told[], settings?: Settings): Promise<string> {
    const { code, stderr } = await this.run(command, told, settings);
    if (code !== 1) throw new Error(`it ended with ${code}`);
    return stderr;
  }

  begin(command: string, told: readonly Told[], settings?: Settings, starter: readonly string[] = []): Job {
    const [program, ...args] = [...starter, process.execPath, this.helper, command];
    return startJob(program, args, { cwd: this.folder, env: this.environment(told, settings) });
  }

  /** Waits until none of its processes is left; their ids where some stay. */
  left(): Promise<number[]> {
    return processesLeftIn(this.folder);
  }

  /** What holds after every test: nothing was pulled, and nothing secret was said. */
  async check(): Promise<void> {
    const pulls = (await this.service.journal('GET')).filter(({ path }) => /content|stream/.test(path));
    expect(pulls).toEqual([]);
    expect(this.secrets.filter((secret) => this.shown.includes(secret))).toEqual([]);
    this.shown = '';
  }

  async end(): Promise<void> {
    await this.service.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(told: readonly Told[], { timeoutSeconds = 3600, env = {} }: Settings = {}): NodeJS.ProcessEnv {
    const facts = told.map(({ made: { id }, vendors = [], cves = [], empty }) => ({
      id, expect: empty ? 'nothing' : 'addresses', vendor: vendors.map((key) => `${id}/${key}`), cve: cves.map((key) => `${id}/${key}`),
    }));
    const credentials = told.map(({ made, credentials: other }) => JSON.stringify(other ?? made.credentials ?? {}));
    return {
      CROWDSEC_SERVICE_API_URL: this.service.url,
      CROWDSEC_SERVICE_API_KEY: this.service.apiKey,
      CROWDSEC_GATE_MAX_RETRIES: '1',
      CROWDSEC_GATE: JSON.stringify({ timeoutSeconds, pollSeconds: 0.05, paths: told.map((_, index) => `edge/feed${index}`) }),
      ...Object.fromEntries(facts.map((one, index) => [`CROWDSEC_GATE_FACTS_${index}`, gzipSync(JSON.stringify(one)).toString('base64')])),
      ...Object.fromEntries(credentials.map((one, index) => [`CROWDSEC_GATE_CREDENTIALS_${index}`, one])),
      ...env,
    };
  }
}
