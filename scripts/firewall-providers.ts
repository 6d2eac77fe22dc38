/**
 * Builds firewalls' Terraform providers from pinned Go modules into a file-system mirror in the user's cache, for `npm run test:providers`.
 * What is there stays; delete the file to build it again. A failed build keeps the others. One line a provider says what became of it.
 * Usage: npx tsx scripts/firewall-providers.ts
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { thisPlatform } from '../src/plugin';

/** A provider at a version, where Go gets it, and the checksum of what it must get. */
interface PinnedProvider {
  /** Its address in the registry, without the host. */
  readonly source: string;
  readonly version: string;
  readonly module: string;
  /** Go's hash of the module's files: who changes them cannot keep it. */
  readonly sum: string;
}

/** The newest versions that Go's module proxy gives out, cheapest first: the last one wants 6 GiB of memory. */
const PINNED: readonly PinnedProvider[] = [
  {
    source: 'Mastercard/restapi',
    version: '1.20.0',
    module: 'github.com/Mastercard/terraform-provider-restapi@v1.20.0',
    sum: 'h1:z4kPtDZgG1HmLsawE4SzP1PxPyz2hAHxwkrHMuRvFrA=',
  },
  {
    source: 'hashicorp/local',
    version: '1.4.0',
    module: 'github.com/hashicorp/terraform-provider-local@v1.4.0',
    sum: 'h1:SZjcKk1ZE90NH+IIISHdVzgxQArmSm9q/wVHkN34lPg=',
  },
  {
    source: 'terraform-routeros/routeros',
    version: '1.99.1',
    module: 'github.com/terraform-routeros/terraform-provider-routeros@v1.99.1',
    sum: 'h1:5GjjXxHlMAC0Gsk0D6BZgebcnpF/b08C1vTdnq2VgPA=',
  },
  {
    source: 'jeremmfr/junos',
    version: '1.33.0',
    module: 'github.com/jeremmfr/terraform-provider-junos@v1.33.0',
    sum: 'h1:j5v4YejRpc0yQLM20tJOwnac/jRVX77cz+ABde2Hdxc=',
  },
  {
    source: 'fortinetdev/fortios',
    version: '1.16.0',
    module: 'github.com/fortinetdev/terraform-provider-fortios@v1.16.0',
    sum: 'h1:g/Q9GxPL+5jS9Gs9eqk4l9hmMxPeERx38GPlFf1IQlE=',
  },
];

/** Where the built providers lie: outside the repository, for all its checkouts. */
const BUILT_MIRROR = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdktf-crowdsec', 'providers');

/** The mirrors that tests take providers from: the user's own first, then the built one; those that are there. */
export function providerMirrors(): string[] {
  const own = process.env.CROWDSEC_TEST_PROVIDER_MIRROR;
  if (own && !existsSync(own)) throw new Error(`CROWDSEC_TEST_PROVIDER_MIRROR is "${own}", and there is no such folder`);
  return [...own ? [resolve(own)] : [], BUILT_MIRROR].filter((mirror) => existsSync(mirror));
}

/** Builds what is missing. @returns whether everything is there now */
export function buildProviders(say: (line: string) => void): boolean {
  return PINNED.map((pinned) => {
    const started = Date.now();
    const file = fileOf(pinned);
    let outcome = 'is there';
    try {
      if (!existsSync(file)) {
        build(pinned, file);
        outcome = `built in ${Math.round((Date.now() - started) / 1000)} s`;
      }
    } catch (error) {
      say(`${pinned.source} ${pinned.version}: failed: ${(error as Error).message}`);
      return false;
    }
    say(`${pinned.source} ${pinned.version}: ${outcome}, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
    return true;
  }).every((built) => built);
}

function fileOf({ source, version }: PinnedProvider): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const name = `terraform-provider-${source.split('/')[1]}_v${version}${suffix}`;
  return join(BUILT_MIRROR, 'registry.terraform.io', source, version, thisPlatform(), name);
}

/** Built as the main module in its own downloaded folder: its own go.sum and replacements hold, and nothing asks for other versions. */
function build({ module, sum }: PinnedProvider, file: string): void {
  const folder = download(module, sum);
  const draft = `${file}.${process.pid}.draft`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    go(['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags', '-s -w', '-o', draft, '.'], folder);
    chmodSync(draft, 0o755);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @returns the folder with the module's source */
function download(module: string, sum: string): string {
  // Away from every go.mod, which the command would read.
  const got = JSON.parse(go(['mod', 'download', '-json', module], tmpdir())) as { readonly Dir: string; readonly Sum?: string };
  if (got.Sum !== sum) throw new Error(`the checksum of ${module} is ${got.Sum}, and ${sum} is pinned: do not use it`);
  return got.Dir;
}

function go(args: readonly string[], cwd: string): string {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const { status, error, stdout, stderr } = spawnSync('go', args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error) throw new Error(`Go cannot be started (${(error as NodeJS.ErrnoException).code}); it is needed to build providers: https://go.dev/dl/`);
  // The download says what went wrong in its JSON, the compiler on standard error.
  if (status !== 0) throw new Error(`go ${args.slice(0, 2).join(' ')}: ${reasonIn(stdout) ?? (stderr.trim() || `ended with ${status}`)}`);
  return stdout;
}

function reasonIn(stdout: string): string | undefined {
  return stdout.startsWith('{') ? (JSON.parse(stdout) as { readonly Error?: string }).Error : undefined;
}

if (require.main === module && !buildProviders(console.log)) process.exitCode = 1;
