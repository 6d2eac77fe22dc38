import { Annotations } from 'cdktf';
import { IConstruct } from 'constructs';
import { Duration, PlanTier, shortestInterval } from '../model';
import { onValidate } from '../synth';
import { intervalTooLong, pulledByTwo, pulledOften, pulledTooOften } from './errors';
import { FirewallFeedProps } from './feed-types';

/** The time between two pulls, checked against the plan. */
export function refreshInterval(at: IConstruct, props: FirewallFeedProps): Duration {
  const tier = props.planTier ?? PlanTier.COMMUNITY;
  const shortest = shortestInterval(tier);
  const interval = props.refreshInterval ?? shortest;
  if (interval.toSeconds() >= shortest.toSeconds()) return interval;
  if (tier === PlanTier.COMMUNITY) onValidate(at, () => [pulledTooOften(at, interval, shortest)]);
  else Annotations.of(at).addWarning(pulledOften(at, interval, shortest));
  return interval;
}

const PULLED_BY = new WeakMap<IConstruct, IConstruct>();

/** Warns where another device pulls the same integration: the community plan counts the pulls of both. */
export function warnOfSecondDevice(at: IConstruct, { integration, planTier = PlanTier.COMMUNITY }: FirewallFeedProps): void {
  const first = PULLED_BY.get(integration);
  if (!first) PULLED_BY.set(integration, at);
  else if (planTier === PlanTier.COMMUNITY) Annotations.of(at).addWarning(pulledByTwo(at, first, integration));
}

/** A unit in which a device counts, and the whole numbers of it that it takes. */
export interface CountedUnit {
  readonly device: string;
  readonly unit: Duration;
  readonly least: number;
  readonly most: number;
}

/** The interval in a device's unit, rounded up: the device never pulls more often than it was asked to. */
export function counted(at: IConstruct, interval: Duration, { device, unit, least, most }: CountedUnit): number {
  const count = Math.ceil(interval.toSeconds() / unit.toSeconds());
  if (count > most) onValidate(at, () => [intervalTooLong(at, interval, device, Duration.seconds(most * unit.toSeconds()))]);
  return Math.min(most, Math.max(least, count));
}

/** A device's word for a time. */
export interface NamedInterval {
  readonly word: string;
  readonly length: Duration;
}

/** The device's word for the interval, or for the next longer one it has; `words` from short to long. */
export function named(at: IConstruct, interval: Duration, device: string, words: readonly NamedInterval[]): string {
  const fitting = words.find(({ length }) => length.toSeconds() >= interval.toSeconds());
  const last = words[words.length - 1];
  if (!fitting) onValidate(at, () => [intervalTooLong(at, interval, device, last.length)]);
  return (fitting ?? last).word;
}
