/** Records what the real Terraform sends for golden.tf. `npx tsx test/tfplugin/support/golden.ts` writes the fixture anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRecorder } from './recorder';
import { Workspace } from './workspace';

const FIXTURES = join(__dirname, '..', 'fixtures');
export const GOLDEN_CONFIGURATION = join(FIXTURES, 'golden.tf');
export const GOLDEN_FIXTURE = join(FIXTURES, 'golden.json');

/** By resource the bytes of its configuration, in hexadecimal: `config` of the last ValidateResourceConfig of a plan. */
export async function recordGolden(): Promise<{ [name: string]: string }> {
  const recorder = await startRecorder();
  const configuration = readFileSync(GOLDEN_CONFIGURATION, 'utf8');
  // Requests do not say which resource they are about: an argument does.
  const workspace = new Workspace().configure(
    configuration.replaceAll(/^resource "sample_thing" "(\w+)" \{/gm, '$&\n  replaces = "case:$1"'),
  );
  try {
    await workspace.succeed(['plan'], recorder.env);
    const last = Object.fromEntries(recorder.requests.filter(({ name }) => name === 'ValidateResourceConfig').map(({ request }) => {
      const bytes = Buffer.from(request.config.msgpack);
      return [/case:([a-z_]+)/.exec(bytes.toString('latin1'))![1], bytes.toString('hex')] as const;
    }));
    return Object.fromEntries(Object.entries(last).sort());
  } finally {
    workspace.remove();
    recorder.close();
  }
}

if (require.main === module) {
  void recordGolden().then((bytes) => writeFileSync(GOLDEN_FIXTURE, `${JSON.stringify(bytes, null, 2)}\n`));
}
