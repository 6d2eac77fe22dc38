import { askerOfOrganization, askerWith, basicOf, headContent } from './head';
import { lookAtUrlForm } from './url-form';
import type { Client } from '../../api';
import type { Examination, Seen, Step } from '../examination';
import type { Examined } from '../integration';
import type { Vantage } from '../network';
import type { RateLimits } from '../service';

export interface CredentialOptions extends Vantage {
  /** One HEAD of each content is wanted. */
  readonly probe: boolean;
  readonly apiUrl: string;
  readonly key?: string;
  readonly service: Step<Client>;
  /** The ways to the endpoints, by origin. */
  readonly ways: ReadonlyMap<string, Step<unknown>>;
  readonly limits: RateLimits;
}

const IDS = ['content-head-key', 'content-head-basic', 'component-key'] as const;

/** Whether what opens an integration's content still does: one HEAD each where it is asked for. */
export function examineCredentials(examination: Examination, examined: readonly Examined[], options: CredentialOptions): void {
  for (const one of examined.filter(({ target }) => target.device?.url)) {
    examination.check({ id: 'basic-url-form', group: 'credentials', subject: one.subject }, [], () => lookAtUrlForm(one.target));
  }
  if (!options.probe) {
    for (const id of IDS) examination.note({ id, group: 'credentials' }, { status: 'skip', detail: 'not asked for; --probe sends one HEAD for each integration' });
    return;
  }
  for (const one of examined) probe(examination, one, options);
}

function probe(examination: Examination, { target, subject, integration }: Examined, options: CredentialOptions): void {
  const { credentials } = target;
  const check = (id: (typeof IDS)[number]) => ({ id, group: 'credentials', subject } as const);
  const endpoint = contentOf(target.endpoint ?? integration?.endpoint);
  if (credentials && endpoint) {
    if ('password' in credentials) examination.hide(basicOf(credentials));
    const way = options.ways.get(new URL(endpoint).origin);
    const id = 'api_key' in credentials ? 'component-key' : 'content-head-basic';
    examination.check(check(id), way ? [way] : [], async () => {
      const seen = await headContent(endpoint, askerWith(credentials), options, options.limits);
      const others = 'api_key' in credentials && seen.status === 'ok' ? `${seen.detail}; its stream is not asked for` : seen.detail;
      return afterwards({ ...seen, detail: others }, integration, options);
    });
    return;
  }
  const { key } = options;
  if (!integration || !key) {
    examination.note(check('content-head-key'), { status: 'skip', detail: 'neither the integration\'s own credentials nor the organisation\'s key is known' });
    return;
  }
  examination.check(check('content-head-key'), [options.service], async () => {
    const url = `${options.apiUrl.replace(/\/+$/, '')}/integrations/${encodeURIComponent(integration.id)}/content`;
    return afterwards(await headContent(url, askerOfOrganization(key), options, options.limits), integration, options);
  });
}

/** Whether the service took the HEAD for a pull, which is not described. */
async function afterwards(seen: Seen, before: Examined['integration'], { service, signal }: CredentialOptions): Promise<Seen> {
  const client = await service.value;
  if (!before || !client) return { ...seen, detail: `${seen.detail}; whether last_pull moved cannot be seen without the organisation's key` };
  const after = await client.integrations.get(before.id, { signal }).catch(() => undefined);
  if (!after) return { ...seen, detail: `${seen.detail}; last_pull could not be read afterwards` };
  if ((after.last_pull ?? null) === (before.last_pull ?? null)) return { ...seen, detail: `${seen.detail}; last_pull did not move` };
  return {
    ...seen,
    status: seen.status === 'fail' ? 'fail' : 'warn',
    detail: `${seen.detail}; last_pull moved from ${before.last_pull ?? 'never'} to ${after.last_pull ?? 'never'} meanwhile: the device pulled, or the service takes a HEAD for a pull`,
    remedy: seen.remedy ?? 'Look again without --probe before you trust last_pull.',
  };
}

/** The content's URL, of what may also be a component's base URL. */
function contentOf(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined || !URL.canParse(endpoint)) return undefined;
  return `${endpoint.replace(/\/(content)?\/?$/, '')}/content`;
}
