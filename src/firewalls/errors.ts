import { IConstruct } from 'constructs';
import { Duration } from '../model';

/** What the firewalls' constructs say when something cannot be: one function a situation. Each names the construct by its path. */

export function noIntegration(at: IConstruct): string {
  return `${at.node.path}: "integration" is no Integration. Give one, or what Integration.fromIntegrationId or fromIntegrationName returns`;
}

export function credentialsMissing(at: IConstruct, integration: IConstruct): string {
  return `${at.node.path}: "credentials" is missing: ${integration.node.path} is looked up, and the service shows user name and password only when they are `
    + 'made. Give them from where they were kept: a TerraformVariable with sensitive: true, or a secret store\'s data source';
}

export function wrongFormat(at: IConstruct, integration: IConstruct, format: string, device: string, fitting: readonly string[]): string {
  return `${at.node.path}: "integration": ${integration.node.path} has the output format "${format}", which ${device} cannot read. `
    + `Give an Integration with outputFormat: ${fitting.map((one) => `OutputFormat.${one.toUpperCase()}`).join(' or ')}`;
}

/** For Terraform, which alone knows the format of an integration that is looked up. */
export function wrongFormatFound(at: IConstruct, device: string, fitting: readonly string[]): string {
  return `${at.node.path}: the integration's output format is none that ${device} can read. Change it to ${fitting.join(' or ')}.`;
}

export function pulledTooOften(at: IConstruct, interval: Duration, shortest: Duration): string {
  return `${at.node.path}: "refreshInterval": ${interval.toHumanString()} is more often than the plan allows: CrowdSec's community plan `
    + `may pull once in ${shortest.toHumanString()}, and answers more with 429, which leaves the firewall without updates. `
    + 'Make it longer or, with an enterprise plan, set planTier: PlanTier.ENTERPRISE';
}

export function pulledOften(at: IConstruct, interval: Duration, shortest: Duration): string {
  return `${at.node.path}: "refreshInterval": ${interval.toHumanString()} is more often than CrowdSec advises for its enterprise plan, `
    + `once in ${shortest.toHumanString()}. If pulls are answered with 429, make it longer`;
}

export function pulledByTwo(at: IConstruct, other: IConstruct, integration: IConstruct): string {
  return `${at.node.path}: ${other.node.path} pulls ${integration.node.path} too, and CrowdSec's community plan may refuse the second with 429. `
    + 'Give each device an integration of its own or, with an enterprise plan, set planTier: PlanTier.ENTERPRISE on both';
}

export function intervalTooLong(at: IConstruct, interval: Duration, device: string, longest: Duration): string {
  return `${at.node.path}: "refreshInterval": ${interval.toHumanString()} is longer than ${device} can wait, ${longest.toHumanString()}. Make it shorter`;
}

export function nameRefused(at: IConstruct, name: string, device: string, rule: string): string {
  return `${at.node.path}: "name": "${name}" is no name for ${device}, which takes ${rule}. Give another "name"`;
}

export function capacityExceeded(at: IConstruct, entries: number, device: string, most: number): string {
  return `${at.node.path}: "maxEntries": ${entries} is more than ${device} holds, ${most}. Ask for less, or set "pullLimit" on the integration`;
}

export function tooManyLists(at: IConstruct, lists: number, device: string, most: number): string {
  return `${at.node.path}: with its lists the stack has ${lists} for one firewall; ${device} takes ${most}. Ask for fewer lists, or for longer ones`;
}

export function intervalIsElsewhere(at: IConstruct, place: string): string {
  return `${at.node.path}: "refreshInterval": this feed has no interval of its own. Leave it out, and set ${place}`;
}

export function serverUnchecked(at: IConstruct, prop: string, device: string): string {
  return `${at.node.path}: "${prop}" is not set: ${device} then pulls without checking whose server it is, or not at all. `
    + 'Name a profile that trusts Amazon Root CA 1';
}

/** Of a value that only Terraform knows, so without the value: it may be a secret. */
export function tooLong(at: IConstruct, what: string, device: string, most: number): string {
  return `${at.node.path}: the ${what} has more characters than ${device} takes, ${most}. `
    + 'Make new credentials with another "credentialsVersion"; if they are as long, tell CrowdSec.';
}

/** Of a value that only Terraform knows, so without the value: it may be a secret. */
export function holdsCharacter(at: IConstruct, what: string, device: string, character: string): string {
  return `${at.node.path}: the ${what} has a ${character}, which ${device} does not take. Make new credentials with another "credentialsVersion".`;
}

export function aggregated(at: IConstruct, integration: IConstruct, device: string): string {
  return `${at.node.path}: "integration": ${integration.node.path} serves neighbouring addresses as ranges, and nobody says that ${device} reads them. `
    + 'Leave "enableIpAggregation" out';
}

export function listFilledTwice(at: IConstruct, other: IConstruct, list: string): string {
  return `${at.node.path}: ${other.node.path} fills the list "${list}" on the same router, and each would clear the other's entries: `
    + 'the service decides its name. Subscribe one integration to both, or give the other router\'s "provider"';
}

export function categoryRefused(at: IConstruct): string {
  return `${at.node.path}: the integration's name has characters that F5 BIG-IP takes in no category; the lines it pulls name their category after it. `
    + 'Rename the integration with letters, digits, _, . and -';
}

/** Of a value that only Terraform knows, so without the value: it may be a secret. */
export function noWordOfTmsh(at: IConstruct, what: string): string {
  return `${at.node.path}: the ${what} has characters that F5 BIG-IP's command line would take for its own. `
    + 'Make new credentials with another "credentialsVersion", or use F5FeedList, which takes any.';
}

export function commandFailed(at: IConstruct, address: string): string {
  return `${at.node.path}: F5 BIG-IP did not do what it was told. Its answer is "command_result" of ${address}: terraform state show, in the stack's folder. `
    + 'Remove the cause, and deploy with another "attempt".';
}
