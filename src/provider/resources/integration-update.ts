/** Changing an integration, whatever answers are lost on the way. */
import { Credentials, Integration, IntegrationUpdate, IntegrationWithCredentials } from '../../api';
import { DiagnosticError } from '../../tfplugin';
import { pause } from '../attempts';
import { isLost } from '../diagnostics';
import { Connection } from '../service';
import { sameText } from '../values';

/** Sends an update that leaves the credentials alone. After a lost answer the integration itself tells whether it was carried out. */
export async function update({ client, reads }: Connection, id: string, body: IntegrationUpdate, signal: AbortSignal): Promise<Integration> {
  try {
    return await client.integrations.update(id, body, { signal });
  } catch (error) {
    const now = isLost(error) ? await reads.fresh(id, signal).catch(() => undefined) : undefined;
    if (now && isAsAsked(now, body)) return now;
    throw error;
  }
}

/** Sends an update that regenerates the credentials. Sending it again does no harm: the last credentials count. */
export async function updateWithCredentials(
  { client, maxRetries }: Connection,
  id: string,
  body: IntegrationUpdate,
  signal: AbortSignal,
): Promise<IntegrationWithCredentials & { readonly credentials: Credentials }> {
  for (let attempt = 0; ; attempt++) {
    try {
      const updated = await client.integrations.update(id, body, { signal });
      if (updated.credentials) return { ...updated, credentials: updated.credentials };
      throw DiagnosticError.of('No credentials', `the service was asked to regenerate the credentials of integration "${id}", but sent none. `
        + 'Change credentials_version to ask again');
    } catch (error) {
      if (!isLost(error) || attempt >= maxRetries || signal.aborted) throw error;
      await pause(attempt, signal, error);
    }
  }
}

function isAsAsked(now: Integration, body: IntegrationUpdate): boolean {
  const { name = now.name, description = now.description ?? '', output_format: format = now.output_format } = body;
  const { pull_limit: limit = now.pull_limit, enable_ip_aggregation: aggregate = now.enable_ip_aggregation } = body;
  return sameText(now.name, name) && sameText(now.description ?? '', description) && now.output_format === format
    && (now.pull_limit ?? null) === (limit ?? null) && (now.enable_ip_aggregation ?? false) === (aggregate ?? false);
}
