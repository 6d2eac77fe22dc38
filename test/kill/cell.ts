/** One cell of the table: a death at a moment of a step of an operation, and whether all comes right afterwards. */
import { Bed } from './beds';
import { Death } from './deaths';
import { Declared, DECLARED, NAME, Operation, VENDOR } from './operations';
import { arm, letGo, Moment, reached, Step, stepsOf } from './steps';
import { head } from '../support/credentials';
import { processesLeftIn, unwrap } from '../support/terraform';

/**
 * How it came right: by the next apply; by the import command that its error prints; by putting the state's backup in place first,
 * where Terraform died while it wrote the state.
 */
export type Outcome = 'apply' | 'import' | 'backup';

/** How long a process may outlive the death. */
const LONGEST_MS = 2_000;

/** Applies an operation without a disturbance, for the requests it makes. */
export async function undisturbed(bed: Bed, operation: Operation): Promise<Step[]> {
  await prepare(bed, operation);
  const { code, output } = await bed.apply();
  if (code !== 0) throw new Error(output);
  return stepsOf(await bed.service.journal());
}

export async function dieAndRecover(bed: Bed, operation: Operation, death: Death, step: Step, moment: Moment): Promise<Outcome> {
  const { service } = bed;
  await prepare(bed, operation);
  await arm(service, step, moment);
  const job = bed.start();
  try {
    await reached(service, step, job.ended);
    await death.strike(bed, job);
  } catch (error) {
    job.kill();
    throw error;
  }
  if (death.waits) {
    await letGo(service, step, moment);
    await job.ended;
  }
  const longest = LONGEST_MS + (step.method === 'GET' ? death.lingersMs ?? 0 : 0);
  const left = await processesLeftIn(bed.dir, longest);
  if (!death.waits) await letGo(service, step, moment);
  expect(unwrap(await job.ended)).toMatch(death.says ?? '');
  expect({ longest, left }).toEqual({ longest, left: [] });
  const emptied = bed.putBackupInPlace();
  await expectReadable(bed);

  const recovered = await recover(bed);
  expect({ 'exit code of the third plan': await bed.terraform.planExitCode() }).toEqual({ 'exit code of the third plan': 0 });
  await expectExactly(bed, DECLARED[operation].after);
  return emptied ? 'backup' : recovered;
}

async function prepare(bed: Bed, operation: Operation): Promise<void> {
  const { before, after } = DECLARED[operation];
  await bed.reset(before as 'nothing' | 'first');
  bed.declare(after);
  await bed.service.forget();
}

/** The state can be read, whatever was being written. */
async function expectReadable({ terraform }: Bed): Promise<void> {
  await terraform.state();
  const { stdout } = await terraform.terraform(['state', 'pull']);
  if (stdout !== '') expect(JSON.parse(stdout)).toMatchObject({ version: 4 });
}

/** Applies again. Where that fails it does what the error says, word by word, until it works. */
async function recover(bed: Bed): Promise<'apply' | 'import'> {
  let outcome: 'apply' | 'import' = 'apply';
  for (let result = await bed.apply(); result.code !== 0; result = await bed.apply()) {
    const { address, id } = importCommandIn(result.output);
    await bed.terraform.terraform(['import', '-no-color', address, id]);
    outcome = 'import';
  }
  // The import warns that credentials are not known, and how to make new ones.
  const integration = await integrationIn(bed);
  if (outcome === 'import' && integration?.password === null) {
    bed.declare('rotated');
    const { code, output } = await bed.apply();
    if (code !== 0) throw new Error(output);
  }
  return outcome;
}

/** `terraform import TYPE.NAME ID` as the error prints it, with the name from the line that says which resource it is about. */
export function importCommandIn(output: string): { readonly address: string; readonly id: string } {
  const text = unwrap(output);
  const [, type, quoted, bare] = /terraform import (crowdsec_\w+)\.NAME (?:'([^']+)'|(\S+))/.exec(text) ?? [];
  const [, address] = new RegExp(`with (${type}\\.[\\w-]+)`).exec(text) ?? [];
  if (!type || !address) throw new Error(`the apply failed without an import command:\n${output}`);
  return { address, id: quoted ?? bare };
}

async function integrationIn({ terraform }: Bed): Promise<{ readonly [name: string]: any } | undefined> {
  return Object.entries(await terraform.state()).find(([address]) => address.startsWith('crowdsec_integration.'))?.[1];
}

/** None lost, none double, and the credentials of the state open the content. */
async function expectExactly(bed: Bed, declared: Declared): Promise<void> {
  const there = await bed.service.integrations();
  if (declared === 'nothing') {
    expect(there).toEqual([]);
    return;
  }
  expect(there).toMatchObject([{ name: NAME, vendors: [{ id: VENDOR }], blocklists: [{ id: bed.blocklist }], cves: [], fingerprints: [] }]);
  const integration = (await integrationIn(bed))!;
  expect(integration.id).toBe(there[0].id);
  expect({ 'the state\'s credentials': (await head(integration)).ok }).toEqual({ 'the state\'s credentials': true });
}
