/** The plugin executable. Terraform starts it; `--version` and `--debug` are for people. */
import { VERSION } from './version';
import { serve } from '../tfplugin/serve';

/** Its source address in full, with the host, so that Terraform and OpenTofu find the same one. */
const ADDRESS = 'terraform.local/crowdsec/crowdsec';

if (process.argv.includes('--version')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  void serve(async () => (await import('./provider')).createProvider(), { address: ADDRESS });
}
