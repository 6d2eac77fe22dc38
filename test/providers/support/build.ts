import { buildProviders } from '../../../scripts/firewall-providers';

/** Before the suite: builds the providers that are missing. What cannot be built is said, and its tests are skipped. */
export default function build(): void {
  buildProviders((line) => process.stderr.write(`${line}\n`));
}
