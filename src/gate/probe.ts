import { type ApiErrorCode, type Client, isApiError } from '../api';
import { GateError, type Problem, problemOfCall } from './problem';
import type { Expected, Gate } from './settings';
import { refusal } from './words';

/** HEADs under way at a time. */
const SIDE_BY_SIDE = 8;

/** Answers that say nothing: whether a remediation component's key opens content is not documented. */
const SAYS_NOTHING: readonly ApiErrorCode[] = ['NOT_FOUND', 'BAD_REQUEST', 'INVALID_REQUEST', 'UNEXPECTED_STATUS'];

/** One HEAD of each integration's content with its own credentials, never a GET, which would be a pull. What is refused is an error. */
export async function probeContent({ integrations }: Gate, client: Client): Promise<void> {
  const problems = new Map<Expected, Problem>();
  const asked = integrations.filter(({ credentials }) => credentials !== undefined);
  for (let from = 0; from < asked.length; from += SIDE_BY_SIDE) {
    await Promise.all(asked.slice(from, from + SIDE_BY_SIDE).map(async (expected) => {
      const problem = await problemOf(expected, client);
      if (problem) problems.set(expected, problem);
    }));
  }
  if (problems.size > 0) throw new GateError(refusal(problems, asked.length));
}

async function problemOf({ id, empty, credentials }: Expected, client: Client): Promise<Problem | undefined> {
  const isComponent = 'api_key' in credentials!;
  const check = isComponent ? 'component-key' : 'content-head-basic';
  try {
    const hasContent = await client.integrations.hasContent(id, { credentials });
    return hasContent !== empty ? undefined : unexpected(check, empty);
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (isComponent && isApiError(error, ...SAYS_NOTHING)) return undefined;
    if (isApiError(error, 'UNAUTHORIZED', 'FORBIDDEN')) return refused(check, error.details.status!);
    return problemOfCall(error);
  }
}

function unexpected(check: string, empty: boolean): Problem {
  return empty
    ? { check, seen: 'HEAD of its content answers 200, and it should be empty', remedy: 'Deploy again in some minutes, when the service has caught up', final: false }
    : { check, seen: 'HEAD of its content answers 204, nothing to pull, although it counts addresses', remedy: 'Deploy again in some minutes, when the service has caught up', final: false };
}

function refused(check: string, status: number): Problem {
  return {
    check,
    seen: `HEAD of its content answers ${status} to the integration's own credentials: they were regenerated elsewhere, or belong to another integration`,
    remedy: 'Change "credentialsVersion" of the Integration and deploy: that makes new ones, which every device must then be given',
    final: true,
  };
}
