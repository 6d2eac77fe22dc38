/** A program and its folder, in which one operation after the other is tried: Terraform alone, and the toolkit that starts it. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anyBlocklist, cdktfMain, Declared, terraformMain } from './operations';
import { Snapshot } from '../../src/emulator';
import { CdktfApp } from '../support/cdktf-app';
import { Service } from '../support/service';
import { CommandResult, Job, Workspace } from '../support/terraform';

/** What Terraform, or its death, leaves beside a state. */
const STATE_FILES = /^(\.?terraform\.(edge\.)?tfstate.*|errored\.tfstate)$/;

export abstract class Bed {
  /** What the folder and the service hold once `first` was applied. */
  private first?: { readonly state: string; readonly organization: Snapshot };

  protected constructor(readonly service: Service, readonly blocklist: string) {}

  /** Where all of its processes work. */
  abstract readonly dir: string;
  /** For commands of Terraform on the same state. */
  abstract readonly terraform: Workspace;
  /** The state's file, in `dir`. */
  protected abstract readonly stateFile: string;

  abstract declare(declared: Declared): void;
  /** Applies what is declared, and answers whatever it ends with. */
  abstract apply(): Promise<CommandResult>;
  /** The same as a job in a process group of its own. */
  abstract start(): Job;
  abstract end(): Promise<void>;

  /** Has exactly this applied, without a trace of what was before. */
  async reset(declared: 'nothing' | 'first'): Promise<void> {
    this.first ??= await this.applyFirst();
    await this.clear();
    if (declared === 'nothing') return;
    writeFileSync(join(this.dir, this.stateFile), this.first.state);
    this.service.restore(this.first.organization);
  }

  /**
   * Does by hand what docs/reliability.md says: Terraform writes a local state by emptying the file first, and when it dies then, the
   * state from before the run is in its backup. Answers whether that was needed.
   */
  putBackupInPlace(): boolean {
    const file = join(this.dir, this.stateFile);
    const backup = `${file}.backup`;
    if (!existsSync(backup) || !existsSync(file) || readFileSync(file).length > 0) return false;
    cpSync(backup, file);
    return true;
  }

  private async applyFirst(): Promise<{ readonly state: string; readonly organization: Snapshot }> {
    await this.clear();
    this.declare('first');
    const { code, output } = await this.apply();
    if (code !== 0) throw new Error(output);
    return { state: readFileSync(join(this.dir, this.stateFile), 'utf8'), organization: this.service.snapshot() };
  }

  private async clear(): Promise<void> {
    await this.service.reset();
    for (const name of readdirSync(this.dir).filter((one) => STATE_FILES.test(one))) rmSync(join(this.dir, name));
  }
}

export class TerraformBed extends Bed {
  static async make(service: Service): Promise<TerraformBed> {
    const bed = new TerraformBed(service, await anyBlocklist(service));
    await bed.terraform.init();
    return bed;
  }

  readonly terraform: Workspace;
  protected readonly stateFile = 'terraform.tfstate';

  private constructor(service: Service, blocklist: string) {
    super(service, blocklist);
    this.terraform = new Workspace(service, { name: 'kill' });
  }

  get dir(): string {
    return this.terraform.dir;
  }

  declare(declared: Declared): void {
    this.terraform.write('main.tf', terraformMain(declared, this.blocklist));
  }

  apply(): Promise<CommandResult> {
    return this.terraform.try(['apply', '-auto-approve', '-no-color']);
  }

  start(): Job {
    return this.terraform.start(['apply', '-auto-approve', '-no-color']);
  }

  end(): Promise<void> {
    return this.terraform.end();
  }
}

export class CdktfBed extends Bed {
  static async make(service: Service): Promise<CdktfBed> {
    return new CdktfBed(service, await anyBlocklist(service));
  }

  readonly terraform: Workspace;
  protected readonly stateFile = 'terraform.edge.tfstate';
  private readonly app: CdktfApp;

  private constructor(service: Service, blocklist: string) {
    super(service, blocklist);
    this.app = new CdktfApp(service);
    this.terraform = new Workspace(service, { folder: this.app.stackFolder('edge') });
  }

  get dir(): string {
    return this.app.dir;
  }

  declare(declared: Declared): void {
    this.app.write('main.js', cdktfMain(declared, this.blocklist));
  }

  apply(): Promise<CommandResult> {
    return this.app.try(['deploy', '--auto-approve']);
  }

  start(): Job {
    return this.app.start(['deploy', '--auto-approve']);
  }

  end(): Promise<void> {
    return this.app.end();
  }
}
