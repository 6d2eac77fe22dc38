import type { Credentials } from '../../api';
import { parseRetryAfter } from '../../api/connection';
import { checkServiceUrl } from '../../model';
import type { Seen } from '../examination';
import { ask, type Vantage } from '../network';
import type { RateLimits } from '../service';

/** Who asks: with the integration's own credentials, or with the organisation's key. */
export interface Asker {
  readonly headers: { readonly [name: string]: string };
  readonly refused: Pick<Seen, 'detail' | 'remedy'>;
}

const REFUSED = {
  own: {
    detail: 'the integration\'s credentials are not accepted (401): they are wrong, or were regenerated, which ends the old ones at once',
    remedy: 'Take the current ones from the stack\'s outputs, or regenerate them (credentials_version), and give them to every device.',
  },
  organization: { detail: 'the organisation\'s key does not open the content', remedy: 'Give the key the permission to read integrations.' },
};

export function askerWith(credentials: Credentials): Asker {
  if ('api_key' in credentials) return { headers: { 'x-api-key': credentials.api_key }, refused: REFUSED.own };
  return { headers: { authorization: `Basic ${basicOf(credentials)}` }, refused: REFUSED.own };
}

export function askerOfOrganization(key: string): Asker {
  return { headers: { 'x-api-key': key }, refused: REFUSED.organization };
}

export function basicOf({ username, password }: { readonly username: string; readonly password: string }): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** One HEAD of an integration's content, which says whether it opens and whether there is any. Never GET: that is a pull. */
export async function headContent(endpoint: string, { headers, refused }: Asker, vantage: Vantage, limits: RateLimits): Promise<Seen> {
  const unsafe = checkServiceUrl(endpoint);
  if (unsafe) return { status: 'fail', detail: `nothing was sent: ${unsafe}`, remedy: 'Take the endpoint as the integration has it.' };
  const { answer, problem } = await ask(new URL(endpoint), { method: 'HEAD', headers }, vantage);
  if (problem) return { status: 'fail', detail: problem.happened, remedy: problem.next };
  const { status, firstByteMs: latencyMs } = answer;
  switch (status) {
    case 200: return { status: 'ok', detail: 'opens the content, and there is some (200)', latencyMs };
    case 204: return { status: 'ok', detail: 'opens the content, which is empty (204); see integration-subscriptions', latencyMs };
    case 401: return { status: 'fail', ...refused, latencyMs };
    case 403: return { status: 'fail', ...refused, latencyMs };
    case 404: return { status: 'fail', detail: `there is no integration at ${endpoint} (404)`, remedy: 'Compare the id in the endpoint with the console; it may have been deleted.', latencyMs };
    case 429:
      limits.saw(endpoint, parseRetryAfter(answer.headers['retry-after'], Date.now()));
      return { status: 'unknown', detail: 'the service answers 429 (too many requests)', remedy: 'See rate-limit.', latencyMs };
    default: return { status: 'unknown', detail: `the service answers ${status}, which says nothing of the credentials`, latencyMs };
  }
}
