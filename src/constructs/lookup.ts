import { CrowdsecProvider } from './provider';

/** What all lookups take. */
export interface LookupProps {
  /**
   * The provider to look up with.
   * @default - the stack's own
   */
  readonly provider?: CrowdsecProvider;
}

/** How CVEs and fingerprint rules are searched and sorted. */
export interface RuleLookupProps extends LookupProps {
  /**
   * Text that they must match.
   * @default - all of them
   */
  readonly query?: string;

  /**
   * What they are sorted by: `rule_release_date`, `trending`, `nb_ips`, `name` or `first_seen`.
   * @default rule_release_date
   */
  readonly sortBy?: string;

  /**
   * Direction of sorting: `asc` or `desc`.
   * @default desc
   */
  readonly sortOrder?: string;
}
