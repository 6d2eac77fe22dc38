import { printable } from '../../model';
import type { IntegrationState, ReportedCheck } from '../report';

/** What is wrong with an integration, as far as a check of its own says so. */
export function checksOf(integration: IntegrationState, checks: readonly ReportedCheck[]): ReportedCheck[] {
  return checks.filter((check) => isTrouble(check) && belongs(check, integration));
}

/** What no integration's row says. */
export function otherChecks(integrations: readonly IntegrationState[], checks: readonly ReportedCheck[]): ReportedCheck[] {
  return checks.filter((check) => !isTrouble(check) || !integrations.some((integration) => belongs(check, integration)));
}

function isTrouble({ status }: ReportedCheck): boolean {
  return status === 'fail' || status === 'warn';
}

/** Checks name their integration by its name, made printable, or by its id. */
function belongs({ group, subject }: ReportedCheck, { id, name }: IntegrationState): boolean {
  return (group === 'integration' || group === 'credentials') && (subject === printable(name) || subject === id);
}
