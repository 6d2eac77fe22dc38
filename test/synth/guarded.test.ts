import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, DataResource, Fn, TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { argument, demanded, guarded } from '../../src/synth';
import { cleanEnvironment, run, temporaryFolder, TERRAFORM, unwrap } from '../support/terraform';

const FORBIDDEN = '^$|^#|["\'\\\\\\s\\x00-\\x1f\\x7f]';
const MESSAGE = 'production/edge: the "password" holds ${a} %{character} that C:\\netrc cannot';

/** A stack whose only output is guarded, of a value that Terraform knows when it applies. */
function synthesised(): string {
  const app: App = Testing.app();
  const stack = new TerraformStack(app, 'production');
  const given = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  const made = new DataResource(stack, 'made', { input: { password: given } }).getStringAttribute('output.password');
  new TerraformOutput(stack, 'text', { value: `password ${guarded(made, FORBIDDEN, MESSAGE)}\n`, sensitive: true });
  new TerraformOutput(stack, 'short', { value: demanded(made, Fn.can(Fn.regex('^.{1,9}$', made)), 'production/edge: too long'), sensitive: true });
  const around = `a "b" \\ %{c} ${made} $d`;
  new TerraformOutput(stack, 'part', { value: guarded(around, '\\n', 'a line break'), sensitive: true });
  new TerraformOutput(stack, 'length', { value: Fn.lengthOf(Fn.split('', argument(around))), sensitive: true });
  return Testing.synth(stack);
}

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder('guarded');
  writeFileSync(join(folder, 'main.tf.json'), synthesised());
  expect((await run(TERRAFORM, ['init'], { cwd: folder, env: cleanEnvironment() })).code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Applied {
  readonly code: number;
  readonly output: string;
  readonly text?: string;
  readonly part?: string;
  readonly length?: number;
}

async function apply(password: string): Promise<Applied> {
  const env = cleanEnvironment({ TF_VAR_password: password });
  const { code, output } = await run(TERRAFORM, ['apply', '-auto-approve', '-no-color'], { cwd: folder, env });
  const shown = await run(TERRAFORM, ['output', '-json'], { cwd: folder, env });
  const outputs = JSON.parse(shown.stdout);
  return { code, output: unwrap(output), text: outputs.text?.value, part: outputs.part?.value, length: outputs.length?.value };
}

test('a value that is fine stays what it is', async () => {
  expect(await apply('a$b%{#{c')).toMatchObject({ code: 0, text: 'password a$b%{#{c\n' });
});

test('what stands around a value that only Terraform knows stays what it is as well', async () => {
  const part = 'a "b" \\ %{c} x$y%{z $d';
  expect(await apply('x$y%{z')).toMatchObject({ code: 0, part, length: part.length });
});

test.each(['quo"ted1', 'spa ced', 'back\\slash', 'new\nline', 'bell\x07', '#hash'])('%j fails the apply with the message, and is not in it', async (password) => {
  const { code, output } = await apply(password);
  expect(code).toBe(1);
  expect(output.replace(/\\/g, '')).toContain('production/edge: the "password" holds ${a} %{character} that C:netrc cannot');
  expect(output).not.toContain(JSON.stringify(password).slice(1, -1));
});

test('a condition that does not hold does the same', async () => {
  const { code, output } = await apply('longer-than-nine');
  expect([code, output.includes('longer-than-nine')]).toEqual([1, false]);
  expect(output).toContain('production/edge: too long');
});

test('a literal is checked at once', () => {
  expect(guarded('fine', FORBIDDEN, MESSAGE)).toBe('fine');
  for (const bad of ['', '#x', 'a b']) expect(() => guarded(bad, FORBIDDEN, MESSAGE)).toThrow(MESSAGE);
});
