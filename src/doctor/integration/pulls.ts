import type { Integration } from '../../api';
import { minute } from '../../api/connection';
import { EntityType, OFFLINE_AFTER_HOURS } from '../../model';
import type { Seen } from '../examination';

const HOUR_MS = 3_600_000;
const OFFLINE_MS = OFFLINE_AFTER_HOURS * HOUR_MS;

/** A device that pulls once a day goes over the line now and then. */
const CLOSE_MS = OFFLINE_MS - HOUR_MS;

/** Clocks differ a little. */
const AHEAD_MS = 300_000;

/** A time as the service writes it; without a zone it is UTC. Undefined where there is none that can be read. */
export function timeOf(text: string | null | undefined): Date | undefined {
  if (!text) return undefined;
  const time = new Date(/(z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

export function isOffline({ last_pull: pull }: Integration, now: Date): boolean {
  const last = timeOf(pull);
  return last === undefined || now.getTime() - last.getTime() > OFFLINE_MS;
}

export function lookAtPulls(integration: Integration, now: Date): Seen {
  const last = timeOf(integration.last_pull);
  if (!last) return neverPulled(integration, now);
  const age = now.getTime() - last.getTime();
  const pulled = `last pull ${minute(last)}`;
  if (age < -AHEAD_MS) {
    return { status: 'warn', detail: `${pulled}, which is still to come by this machine's clock (${minute(now)})`, remedy: 'Let this machine\'s clock be set by NTP.' };
  }
  if (age > OFFLINE_MS) return { status: 'fail', detail: `offline: ${pulled}, ${ago(age)} ago`, remedy: repair(integration) };
  if (age > CLOSE_MS) {
    return { status: 'warn', detail: `${pulled}, ${ago(age)} ago: one late pull, and it is offline`, remedy: 'Let the device pull somewhat more often than once a day, if the plan allows it.' };
  }
  return { status: 'ok', detail: `${pulled}, ${ago(age)} ago` };
}

function neverPulled(integration: Integration, now: Date): Seen {
  const created = timeOf(integration.created_at);
  const young = created !== undefined && now.getTime() - created.getTime() < OFFLINE_MS;
  return {
    status: young ? 'warn' : 'fail',
    detail: `never pulled since it was made${created ? ` on ${minute(created)}` : ''}`,
    remedy: young ? 'Give its endpoint and credentials to the device, and let that refresh now.' : repair(integration),
  };
}

function repair({ entity_type: type }: Integration): string {
  return type === EntityType.REMEDIATION_COMPONENT_INTEGRATION
    ? 'Check on its host that the component runs and is enabled, its URL and key (--bouncer-config FILE), then its log; restart it, and look again after two minutes.'
    : 'Check on the device that the feed\'s rule is there and enabled, then its log: 401 is credentials, a certificate is trust, a time-out is the network; let it refresh now, and look again after a minute.';
}

function ago(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
