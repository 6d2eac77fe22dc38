import { Duration } from './duration';

/** The organisation's plan at CrowdSec, as far as it decides how often a blocklist may be pulled. */
export enum PlanTier {
  /** One pull in 24 hours; more are answered with 429. */
  COMMUNITY = 'community',
  /** One pull an hour is what CrowdSec advises; its documentation disagrees on whether more are refused. */
  ENTERPRISE = 'enterprise',
}

/** The shortest time between two pulls that a plan allows. Source: CrowdSec's documentation of integrations. */
export function shortestInterval(tier: PlanTier): Duration {
  return tier === PlanTier.COMMUNITY ? Duration.hours(24) : Duration.hours(1);
}
