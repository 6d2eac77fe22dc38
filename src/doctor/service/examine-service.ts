import { clientFor, type ClientSettings, keyIn, keyProblem, lookForKey } from './api-key';
import type { RateLimits } from './rate-limit';
import type { Client, Info } from '../../api';
import { isApiError } from '../../api';
import type { CheckId } from '../checks';
import type { Examination, Seen, Step } from '../examination';

export interface ServiceOptions extends ClientSettings {
  readonly expectedOrganization?: string;
  readonly limits: RateLimits;
  /** Whether there is nothing to look at without a key. */
  readonly keyNeeded: boolean;
  /** What has to hold before the service is asked. */
  readonly after: readonly Step<unknown>[];
}

export interface Service {
  /** A client whose key the service accepts, of the organisation that is expected. */
  readonly ready: Step<Client>;
  close(): Promise<void>;
}

interface Known {
  readonly client: Client;
  readonly info: Info;
}

export function examineService(examination: Examination, options: ServiceOptions): Service {
  const { env, keyNeeded, after, limits } = options;
  const check = (id: CheckId) => ({ id, group: 'service' } as const);
  let client: Client | undefined;
  const { raw, key } = keyIn(env) ?? {};
  for (const secret of [key, raw]) examination.hide(secret);

  const present = examination.check(check('api-key-present'), [], () => lookForKey(env, keyNeeded));
  const valid = examination.check<Known, Step<any>[]>(check('api-key-valid'), [present, ...after], async (found: string) => {
    const began = performance.now();
    try {
      client = clientFor(found, options);
      const info = await client.info({ signal: options.signal });
      return { status: 'ok', value: { client, info }, detail: `the service accepts the key "${info.api_key_name}"`, latencyMs: performance.now() - began };
    } catch (error) {
      if (isApiError(error, 'RATE_LIMITED')) limits.saw(error.details.url, error.details.retryAfterMs);
      return keyProblem(error);
    }
  });
  const ready = examination.check(check('tenant'), [valid], (known) => lookAtTenant(known, options.expectedOrganization));
  return { ready, close: async () => client?.close() };
}

function lookAtTenant({ client, info }: Known, expected: string | undefined): Seen<Client> {
  const { organization_id: organization, subscription_type: plan, api_key_name: name } = info;
  if (expected !== undefined && expected !== organization) {
    return {
      status: 'fail',
      detail: `the key "${name}" belongs to the organisation ${organization}, not to ${expected}`,
      remedy: `Use a key of the organisation ${expected}.`,
    };
  }
  return { status: 'ok', value: client, detail: `organisation ${organization}, plan ${plan}` };
}
