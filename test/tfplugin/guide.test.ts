/** The guide's provider is whole: it compiles as it stands, and Terraform works with it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { Workspace } from './support/workspace';

const ROOT = resolve(__dirname, '..', '..');
const GUIDE = readFileSync(join(ROOT, 'docs/guides/provider-framework.md'), 'utf8');
const [program, configuration] = ['ts', 'hcl'].map((language) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(GUIDE)![1]);

describe('the guide\'s provider', () => {
  let workspace: Workspace;
  let source: string;
  beforeAll(() => {
    workspace = new Workspace();
    source = join(workspace.folder, 'main.ts');
    writeFileSync(source, program.replaceAll('\'../tfplugin', `'${join(ROOT, 'src/tfplugin')}`));
  });
  afterAll(() => workspace.remove());

  test('has no error of types', () => {
    const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.node.json'), ts.sys.readFile).config, ts.sys, ROOT);
    const checked = ts.createProgram([source], { ...options, noEmit: true, rootDir: '/', typeRoots: [join(ROOT, 'node_modules/@types')] });
    expect(ts.getPreEmitDiagnostics(checked).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  test('makes, changes, replaces, imports and removes notes', async () => {
    const executable = join(workspace.folder, 'provider.cjs');
    execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [
      source, `--outfile=${executable}`, '--bundle', '--platform=node', '--external:@grpc/proto-loader', '--banner:js=#!/usr/bin/env node', '--log-level=error',
    ]);
    chmodSync(executable, 0o755);
    workspace.install(executable, 'terraform.local/me/notes');
    const use = (body: string) => workspace.write('main.tf', configuration.replace(/resource [^]*/, body));
    const notes = () => readdirSync(workspace.folder).filter((name) => name.endsWith('.txt'));
    const apply = () => workspace.succeed(['apply', '-auto-approve']);

    workspace.write('main.tf', configuration);
    await workspace.init();
    await apply();
    expect(readFileSync(join(workspace.folder, 'shopping.txt'), 'utf8')).toBe('calm\nmilk and bread');
    await workspace.succeed(['plan', '-detailed-exitcode']);

    const note = (name: string, text: string) => `resource "notes_note" "shopping" {\n  name = "${name}"\n  text = "${text}"\n  mood = "hungry"\n}\n`;
    use(note('shopping', 'milk, bread and cheese'));
    expect(await apply()).toMatch(/words += 3 -> 4[^]*0 added, 1 changed, 0 destroyed/);
    use(note('market', 'milk'));
    expect(await apply()).toContain('1 added, 0 changed, 1 destroyed');
    expect(notes()).toEqual(['market.txt']);

    workspace.write('found.txt', 'hungry\nmilk');
    use(`${note('market', 'milk')}\n${note('found', 'milk').replace('shopping', 'found')}\ndata "notes_names" "all" {}
output "names" {\n  value = data.notes_names.all.names\n}\n`);
    expect((await workspace.run(['apply', '-auto-approve'])).output).toContain('import it as "found"');
    await workspace.succeed(['import', 'notes_note.found', 'found']);
    await apply();
    expect(workspace.state()).toMatchObject({ outputs: { names: { value: ['found', 'market'] } } });
    await workspace.succeed(['destroy', '-auto-approve']);
    expect(notes()).toEqual([]);
  });

  test('refuses a bad name with the line, the value and the rule', async () => {
    workspace.write('main.tf', configuration.replace('"shopping"\n', '"Shopping List"\n'));
    const { code, output } = await workspace.run(['validate']);
    expect([code, output.replace(/[│\s]+/g, ' ')]).toEqual([1, expect.stringContaining('"Shopping List" must be lower-case letters and hyphens')]);
  });
});
