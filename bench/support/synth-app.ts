/** Synthesises so many constructs with the built package, in a process of its own, and prints the milliseconds that it took. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DataResource, TerraformStack } from 'cdktf';

/** As it is shipped. Loading it is no part of what is measured. */
const LIB = createRequire(__filename)(join(__dirname, '..', '..', 'lib')) as typeof import('../../src');
const PER_INTEGRATION = 100;

const KINDS: { readonly [kind: string]: (stack: TerraformStack, count: number) => void } = {
  subscriptions(stack, count) {
    const { CrowdsecProvider, CveSubscription, Integration, OutputFormat } = LIB;
    new CrowdsecProvider(stack, 'crowdsec');
    for (let n = 0; n < count; n += PER_INTEGRATION) {
      const integration = new Integration(stack, `edge-${n}`, { name: `edge-${n}`, outputFormat: OutputFormat.PLAIN_TEXT });
      for (let i = 0; i < PER_INTEGRATION; i++) {
        new CveSubscription(stack, `cve-${n + i}`, { integration, cve: `CVE-2024-${10_000 + n + i}` });
      }
    }
  },
  data(stack, count) {
    for (let n = 0; n < count; n++) new DataResource(stack, `data-${n}`, { input: { integration_id: `edge-${n % PER_INTEGRATION}`, cve: `CVE-2024-${10_000 + n}` } });
  },
};

const [kind, count] = [process.argv[2], Number(process.argv[3])];
// What compiles this file turns them on, which makes each token that notes where it came from dear: users' apps run without.
process.setSourceMapsEnabled(false);
const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
const from = process.hrtime.bigint();
// A DataResource's own check starts "terraform version" once each: minutes, which say nothing of synthesis. Ours keep their checks.
const app = new App({ outdir, skipValidation: kind === 'data' });
KINDS[kind](new TerraformStack(app, 'stack'), count);
app.synth();
process.stdout.write(`${Number(process.hrtime.bigint() - from) / 1e6}\n`);
rmSync(outdir, { recursive: true });
