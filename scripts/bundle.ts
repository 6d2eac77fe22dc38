/**
 * Bundles what jsii does not compile: the plugin, the command line, the helpers for Sophos Firewall and the delivery gate, and the entries
 * `cdktf-crowdsec/api` and `cdktf-crowdsec/emulator`.
 * Runs after jsii, which makes the rest of lib. The bytes depend on sources and dependencies alone: Terraform records the plugin's hash.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { billOfMaterials } from './build/bill-of-materials';
import { bundle, bundleProvider, doorsFromLib, NEWEST_SYNTAX, PARSED_BY_OLD_NODE, QUICK_TO_PARSE, ROOT } from './build/bundle';
import { declarationsOf } from './build/declarations';
import { nodeCheck, nodeCheckOfEntry } from './build/heads';
import { thirdPartyNotices } from './build/notices';

function write(file: string, text: string, mode = 0o644): void {
  const path = join(ROOT, 'lib', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
}

async function main(): Promise<void> {
  const [provider, cli, sophos, gate, emulator, api] = await Promise.all([
    bundleProvider(),
    bundle('src/cli/main.ts', { target: PARSED_BY_OLD_NODE, plugins: [doorsFromLib] }),
    bundle('src/sophos/main.ts', { target: PARSED_BY_OLD_NODE, ...QUICK_TO_PARSE }),
    bundle('src/gate/main.ts', { target: PARSED_BY_OLD_NODE, ...QUICK_TO_PARSE }),
    bundle('src/emulator/index.ts', { target: NEWEST_SYNTAX }),
    bundle('src/api/index.ts', { target: NEWEST_SYNTAX }),
  ]);
  const declarations = declarationsOf(ROOT, ['api', 'emulator']);
  for (const folder of ['provider', 'cli', 'sophos', 'gate', 'emulator', 'api']) rmSync(join(ROOT, 'lib', folder), { recursive: true, force: true });
  write('provider/main.js', provider.script, 0o755);
  write('provider/plugin.cjs', provider.plugin, 0o755);
  write('cli/main.js', nodeCheck('cdktf-crowdsec', 'error') + cli.code);
  write('sophos/main.js', nodeCheck('the helper for Sophos Firewall', 'error') + sophos.code);
  write('gate/main.js', nodeCheck('the helper of the delivery gate', 'error') + gate.code);
  write('emulator/index.js', nodeCheckOfEntry('cdktf-crowdsec/emulator') + emulator.code);
  write('api/index.js', nodeCheckOfEntry('cdktf-crowdsec/api') + api.code);
  write('THIRD-PARTY-NOTICES.txt', thirdPartyNotices(ROOT, [provider, cli, sophos, gate, emulator, api].flatMap(({ metafiles }) => metafiles)));
  write('sbom.cdx.json', billOfMaterials(ROOT, {
    'provider/main.js': provider.metafiles,
    'provider/plugin.cjs': provider.metafiles,
    'cli/main.js': cli.metafiles,
    'sophos/main.js': sophos.metafiles,
    'gate/main.js': gate.metafiles,
    'emulator/index.js': emulator.metafiles,
    'api/index.js': api.metafiles,
  }));
  for (const [file, text] of declarations) write(file, text);
}

main().catch((error: Error) => {
  // What esbuild found it has printed itself, with the source.
  if (!('errors' in error)) console.error(error.message);
  process.exitCode = 1;
});
