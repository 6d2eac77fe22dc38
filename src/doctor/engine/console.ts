import { EngineConfig, pathOf, readYamlFile } from './data-folder';
import { textUnder } from '../../bouncers';
import { Seen } from '../examination';

/** What the console is told, and CrowdSec's own defaults. Source: crowdsec, pkg/csconfig/console.go. */
const OPTIONS: { readonly [option: string]: boolean } = {
  share_manual_decisions: false, share_custom: true, share_tainted: true, console_management: false, share_context: false,
};

/** As YAML of Go's programs has them. */
const BOOLEAN = /^(true|false|yes|no|on|off|y|n)$/i;

/** What the engine and the console tell each other. */
export async function checkConsole(config: EngineConfig): Promise<Seen> {
  const path = pathOf(config, 'console.yaml', 'api', 'server', 'console_path');
  const read = await readYamlFile(path);
  if (read && 'status' in read) return read;
  const given = (option: string) => (read ? textUnder(read.tree, option) : undefined);
  const wrong = Object.keys(OPTIONS).filter((option) => !BOOLEAN.test(given(option) ?? 'true'));
  if (wrong.length > 0) {
    return { status: 'fail', detail: `${path}: ${wrong.join(', ')} must be true or false`, remedy: 'Write true or false, then restart CrowdSec.' };
  }
  const isOn = (option: string) => /^(true|yes|on|y)$/i.test(given(option) ?? String(OPTIONS[option]));
  const on = Object.keys(OPTIONS).filter(isOn);
  const managed = on.includes('console_management') ? '' : '; without console_management, decisions made in the console do not arrive';
  return { status: 'ok', detail: `${read ? path : 'no console.yaml, so CrowdSec\'s defaults'}: on are ${on.join(', ') || 'none'}${managed}` };
}
