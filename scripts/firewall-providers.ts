/**
 * Builds firewalls' Terraform providers from pinned Go modules into a file-system mirror in the user's cache, for `npm run test:providers`.
 * What is there stays; delete the file to build it again. A failed build keeps the others. One line a provider says what became of it.
 * Usage: npx tsx scripts/firewall-providers.ts
 */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildGoModule, cacheFolder, GoModule } from './go-module';
import { thisPlatform } from '../src/plugin';

/** A provider at a version, and the module that it is built from. */
interface PinnedProvider extends GoModule {
  /** Its address in the registry, without the host. */
  readonly source: string;
  readonly version: string;
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

const BUILT_MIRROR = cacheFolder('providers');

/** The mirrors that tests take providers from: the user's own first, then the built one; those that are there. */
export function providerMirrors(): string[] {
  const own = process.env.CROWDSEC_TEST_PROVIDER_MIRROR;
  if (own && !existsSync(own)) throw new Error(`CROWDSEC_TEST_PROVIDER_MIRROR is "${own}", and there is no such folder`);
  return [...own ? [resolve(own)] : [], BUILT_MIRROR].filter((mirror) => existsSync(mirror));
}

/** Builds what is missing, of all or of one provider. @returns whether everything is there now */
export function buildProviders(say: (line: string) => void, source?: string): boolean {
  return PINNED.filter((pinned) => source === undefined || pinned.source === source).map((pinned) => {
    const started = Date.now();
    const file = fileOf(pinned);
    let outcome = 'is there';
    try {
      if (!existsSync(file)) {
        buildGoModule(pinned, file);
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

if (require.main === module && !buildProviders(console.log)) process.exitCode = 1;
