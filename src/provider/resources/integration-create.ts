/** Making an integration exactly once, and its credentials, whatever answers are lost on the way. */
import { ApiError, Credentials, Integration, IntegrationCreate, isApiError } from '../../api';
import { NAME_PREFIX, quoted } from '../../model';
import { attributePath, CallContext, DiagnosticError } from '../../tfplugin';
import { look, pause, withGrace } from '../attempts';
import { explain, howToImport, isLost, withoutAdvice } from '../diagnostics';
import { Connection } from '../service';
import { sameText } from '../values';
import { updateWithCredentials } from './integration-update';

/** An integration and its credentials. */
export interface Made {
  readonly integration: Integration;
  readonly credentials: Credentials;
}

/**
 * Makes an integration. If the answer is lost it looks for one of that name that did not exist before: that one is taken over, with new
 * credentials and a warning. Only if there is none the request is repeated.
 * @param exists told as soon as the integration exists, before its credentials are known
 */
export async function createOnce(
  connection: Connection,
  body: IntegrationCreate,
  context: CallContext,
  exists: (integration: Integration) => void,
): Promise<Made> {
  const { client, reads, maxRetries } = connection;
  const { signal } = context;
  const existing = await reads.existingIds(signal);
  let lost = false;
  for (let attempt = 0; ; attempt++) {
    try {
      const made = await withGrace(signal, (late) => client.integrations.create(body, { signal: late }));
      existing.add(made.id);
      reads.wrote(made);
      exists(made);
      return made.credentials ? { integration: made, credentials: made.credentials } : await mint(connection, made, body, signal);
    } catch (error) {
      if (!isLost(error) && !mayClash(error)) throw failed(body, error);
      lost ||= isLost(error);
      const found = lost ? await lookFor(connection, body.name, attempt, error, signal) : await named(connection, body.name, signal);
      if (found && lost && !existing.has(found.id) && isOfBody(found, body)) {
        return takeOver(connection, found, body, context, exists, existing);
      }
      if (found) throw nameTaken(body.name, found.id, error);
      const givenUp = attempt >= maxRetries || signal.aborted;
      if (!isLost(error)) {
        // Whoever had the name has just been deleted, perhaps in this very run.
        if (givenUp || !isApiError(error, 'CONFLICT')) throw failed(body, error);
        await pause(attempt, signal, error);
      } else if (givenUp) {
        throw failed(body, error, notFoundAfterwards(error));
      }
    }
  }
}

async function takeOver(
  connection: Connection,
  found: Integration,
  body: IntegrationCreate,
  context: CallContext,
  exists: (integration: Integration) => void,
  existing: Set<string>,
): Promise<Made> {
  existing.add(found.id);
  exists(found);
  const made = await mint(connection, found, body, context.signal);
  context.diagnostics.warning('Integration taken over after a lost answer', `the answer to creating integration ${quoted(body.name)} was lost. `
    + `It had been created nevertheless, as "${found.id}": it was taken over and its credentials were regenerated. Nothing needs to be done`);
  return made;
}

async function mint(connection: Connection, integration: Integration, body: IntegrationCreate, signal: AbortSignal): Promise<Made> {
  const update = { regenerate_credentials: true, enable_ip_aggregation: body.enable_ip_aggregation };
  try {
    const { credentials } = await withGrace(signal, (late) => updateWithCredentials(connection, integration.id, update, late));
    return { integration, credentials };
  } catch (error) {
    throw explain('get credentials for the new integration', error, {
      subject: `integration ${quoted(body.name)} (${integration.id}) was created, but its credentials are not known`,
      remedy: 'Run terraform apply again: Terraform has it as tainted and replaces it.',
    });
  } finally {
    connection.reads.forget(integration.id);
  }
}

/** Looks twice: a request that was given up may still be at work. Looks a last time even when interrupted, so that nothing stays untracked. */
async function lookFor(
  connection: Connection,
  name: string,
  attempt: number,
  lost: ApiError,
  signal: AbortSignal,
): Promise<Integration | undefined> {
  const find = () => look(connection.maxRetries, signal, (late) => named(connection, name, late));
  try {
    const found = await find();
    if (found || signal.aborted) return found;
    await pause(attempt, signal, lost);
    return await find();
  } catch (error) {
    throw explain('find out whether the integration was created', error, {
      subject: `the answer to creating integration ${quoted(name)} was lost, and looking for it failed`,
      remedy: `It may exist, unknown to Terraform. See in the CrowdSec console; if it is there, import it:\n\n${importByName(name)}`,
    });
  }
}

/** The integration of a name, as of now. */
async function named({ client }: Connection, name: string, signal: AbortSignal): Promise<Integration | undefined> {
  return (await client.integrations.list({}, { signal })).find((one) => sameText(one.name, name));
}

/** The service's documentation does not say with which status it refuses a name that is taken. */
function mayClash(error: unknown): error is ApiError {
  return isApiError(error, 'CONFLICT', 'BAD_REQUEST', 'INVALID_REQUEST');
}

/** Whether an integration can be the one that was asked for: what was sent is what it has. */
function isOfBody(found: Integration, body: IntegrationCreate): boolean {
  return found.entity_type === body.entity_type && found.output_format === body.output_format
    && sameText(found.description ?? '', body.description ?? '') && (found.pull_limit ?? null) === (body.pull_limit ?? null);
}

function failed({ name }: IntegrationCreate, error: unknown, remedy?: string): unknown {
  return explain('create the integration', error, { subject: `integration ${quoted(name)}`, remedy });
}

/** A request that was given up before its answer may still be at work; one that failed is over. */
function notFoundAfterwards({ code }: ApiError): string {
  return code === 'ABORTED' || code === 'TIMED_OUT'
    ? 'It was looked for afterwards and is not there, but the service may still be at work. Run terraform apply again: should the integration '
      + 'be there by then, the error will tell how to import it.'
    : 'It was looked for afterwards and is not there: nothing was created. Run terraform apply again.';
}

function nameTaken(name: string, id: string, error: ApiError): unknown {
  return DiagnosticError.of('Integration exists already', `an integration named ${quoted(name)} (${id}) existed before, and names are unique in an `
    + `organisation: ${withoutAdvice(error)}\n\nIf it belongs to another resource of the configuration, give each another name. If this apply also destroys or `
    + `renames it, as after a change of a for_each key, apply again, or keep it with a moved block. Otherwise import it:\n\n${importByName(name)}`, attributePath('name'));
}

function importByName(name: string): string {
  return howToImport('crowdsec_integration', `${NAME_PREFIX}${name}`);
}
