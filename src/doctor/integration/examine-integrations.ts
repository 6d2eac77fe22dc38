import { lookAtCount, lookAtSubscriptions } from './content';
import { lookAtFormat, lookAtType } from './device';
import { Directory } from './directory';
import { lookAtEndpoint } from './endpoint-url';
import { lookAtPulls } from './pulls';
import { lookAtBudget, lookAtPages, lookAtPullLimit } from './size';
import { type Client, type Integration, isApiError } from '../../api';
import { quoted } from '../../model';
import type { CheckId } from '../checks';
import type { Examination, Seen, Step } from '../examination';
import type { RateLimits } from '../service';
import { subjectOf, type Target, typed } from '../targets';

export interface IntegrationOptions {
  readonly service: Step<Client>;
  /** Undefined: all of the organisation. */
  readonly targets?: readonly Target[];
  readonly limits: RateLimits;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

/** A target, and the integration where it was found. */
export interface Examined {
  readonly target: Target;
  readonly subject: string;
  readonly integration?: Integration;
}

type Look = (integration: Integration, target: Target, now: Date) => Seen;

/** What can be looked at once an integration is there; none stands on another but where it says so. */
const LOOKS: readonly (readonly [id: CheckId, look: Look])[] = [
  ['integration-type', lookAtType],
  ['integration-pulls', (integration, _target, now) => lookAtPulls(integration, now)],
  ['output-format', lookAtFormat],
  ['pull-limit', lookAtPullLimit],
  ['page-budget', lookAtBudget],
  ['pages-cover', lookAtPages],
  ['endpoint-url', lookAtEndpoint],
];

/** Looks at integrations, read with few requests: their content is never asked for. */
export async function examineIntegrations(examination: Examination, options: IntegrationOptions): Promise<readonly Examined[]> {
  const { service, targets, limits, signal } = options;
  const client = await service.value;
  const single = targets?.length === 1 && targets[0].reference !== undefined && 'id' in targets[0].reference;
  const directory = client && new Directory(client, single, signal);
  if (!targets) return examineAll(examination, directory, options);
  const outcomes = await Promise.all(targets.map(async (target) => ({ target, seen: await look(target, directory, limits) })));
  return distinct(outcomes).map(({ target, seen }) => examineOne(examination, target, seen, options));
}

interface Outcome {
  readonly target: Target;
  readonly seen: Seen<Integration>;
}

/** One that is named twice, by id and by name, is one. */
function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [outcome.seen.value?.id ?? outcome.target, outcome])).values()];
}

async function examineAll(examination: Examination, directory: Directory | undefined, options: IntegrationOptions): Promise<readonly Examined[]> {
  let all: readonly Integration[];
  try {
    all = await directory?.all() ?? [];
  } catch (error) {
    examination.note({ id: 'integration-found', group: 'integration' }, unreadable(error, options.limits));
    return [];
  }
  if (all.length === 0) {
    examination.check({ id: 'integration-found', group: 'integration' }, [options.service], () => ({
      status: 'warn', detail: 'the organisation has no integration', remedy: 'Make one in a stack or in the console, or use the key of another organisation.',
    }));
  }
  return all.map((integration) => {
    const target = { reference: { id: integration.id } };
    return examineOne(examination, target, found(integration), options);
  });
}

function examineOne(examination: Examination, target: Target, seen: Seen<Integration>, { service, now }: IntegrationOptions): Examined {
  const integration = seen.value;
  const subject = integration?.name ?? subjectOf(target);
  const check = (id: CheckId) => ({ id, group: 'integration', subject } as const);
  const there = examination.check(check('integration-found'), [service], () => seen);
  for (const [id, lookAt] of LOOKS) examination.check(check(id), [there], (one) => lookAt(one, target, now()));
  const subscribed = examination.check(check('integration-subscriptions'), [there], lookAtSubscriptions);
  examination.check(check('integration-count'), [there, subscribed], (one) => lookAtCount(one, now()));
  return { target, subject, integration };
}

async function look({ reference }: Target, directory: Directory | undefined, limits: RateLimits): Promise<Seen<Integration>> {
  if (!reference) return { status: 'fail', detail: 'its URL names no integration', remedy: 'Copy the endpoint from the integration: https://HOST/v1/integrations/ID/content.' };
  if (!directory) return { status: 'skip', detail: 'not looked at, because the service was not asked' };
  try {
    const integration = await directory.find(reference);
    if (integration) return found(integration);
    const near = 'name' in reference ? await directory.nearest(reference.name) : undefined;
    return {
      status: 'fail',
      detail: `the organisation has no integration ${quoted(typed(reference))}`,
      remedy: near === undefined ? 'Check id or name, and that the key is of the right organisation; if it was deleted, make it again.' : `Did you mean ${quoted(near)}?`,
    };
  } catch (error) {
    return unreadable(error, limits);
  }
}

function found(integration: Integration): Seen<Integration> {
  return { status: 'ok', value: integration, detail: `${quoted(integration.name)} (${integration.id}, ${integration.output_format})` };
}

function unreadable(error: unknown, limits: RateLimits): Seen<Integration> {
  if (!isApiError(error)) throw error;
  if (error.code === 'RATE_LIMITED') limits.saw(error.details.url, error.details.retryAfterMs);
  const remedy = error.code === 'FORBIDDEN' ? 'Give the key the permission to read integrations.' : 'See the checks of service and network, and try again.';
  return { status: error.code === 'RATE_LIMITED' ? 'unknown' : 'fail', detail: error.message, remedy };
}
