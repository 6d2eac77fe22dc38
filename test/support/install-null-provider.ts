import { installProvider } from './install-provider';
import { NULL_ADDRESS } from './null-provider';

/** Puts a stand-in for hashicorp/null into a home's plugin folder. */
export function installNullProvider(home: string, versions: readonly string[]): void {
  installProvider(home, 'null-provider-main.ts', NULL_ADDRESS, versions);
}
