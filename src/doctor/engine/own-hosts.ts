import { EngineHosts, EngineState } from './types';
import type { CheckId } from '../checks';
import { Examination, Seen, Step } from '../examination';
import { Answer, examinePath, placeOf, Vantage } from '../network';

/** Where an engine finds CrowdSec: the Central API; the hub's items, and the site that older scripts ask. */
export const CROWDSEC_HOSTS: EngineHosts = {
  capi: 'https://api.crowdsec.net/',
  hub: ['https://cdn-hub.crowdsec.net/', 'https://hub.crowdsec.net/'],
};

/** The ways to the Central API and to the hub. Any answer of the Central API will do: a login would tell more, and change things there. */
export async function examineOwnHosts(examination: Examination, { capi, hub }: EngineHosts, vantage: Vantage): Promise<EngineState['capi']> {
  const answers = lookAt(examination, 'capi', capi, vantage, lookAtCapi);
  for (const url of hub) lookAt(examination, 'hub', url, vantage, ({ status }) => ({ status: 'ok', detail: `the hub answers (${status})` }));
  const seen = await answers.value;
  return seen ? { status: 'reachable', latency_ms: Math.round(seen.firstByteMs) } : { status: 'unreachable', latency_ms: null };
}

function lookAt(examination: Examination, id: CheckId, url: string, vantage: Vantage, look: (answer: Answer) => Seen): Step<Answer> {
  const target = new URL(url);
  const { answers } = examinePath(examination, { ...vantage, url: target });
  examination.check({ id, group: 'engine', subject: placeOf(target) }, [answers], look);
  return answers;
}

function lookAtCapi({ status, firstByteMs: latencyMs }: Answer): Seen {
  const ban = status === 403 ? '; should logins be refused as well, it may have banned this address for an hour: stop what restarts again and again' : '';
  return { status: 'ok', detail: `the Central API answers (${status})${ban}`, latencyMs };
}
