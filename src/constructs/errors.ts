import { IConstruct } from 'constructs';
import { Duration, quoted } from '../model';

export { literalSecret } from '../synth';

/** What the library says when something cannot be: one function a situation. Each names the construct by its path. */

/** The key itself is never part of the text. */
export function literalApiKey(at: IConstruct): string {
  return `${at.node.path}: "apiKey" is a literal, which would be written to the synthesised JSON in clear text. Leave it out and set the `
    + 'environment variable CROWDSEC_SERVICE_API_KEY where Terraform runs, or give the value of a TerraformVariable with sensitive: true';
}

export function noProvider(at: IConstruct, stackPath: string): string {
  return `${at.node.path} needs a CrowdsecProvider, and the stack "${stackPath}" has none without an alias. `
    + 'Add one, new CrowdsecProvider(stack, "crowdsec"), or name one in "provider"';
}

export function providerTwice(at: IConstruct, first: IConstruct, alias?: string): string {
  return alias === undefined
    ? `${at.node.path}: ${first.node.path} is the stack's provider already. Give this one an "alias", and name it in the "provider" of what it is for`
    : `${at.node.path}: "alias": ${quoted(alias)} is the alias of ${first.node.path} too. Give another "alias"`;
}

export function noProviderConstruct(at: IConstruct): string {
  return `${at.node.path}: "provider" is no CrowdsecProvider of cdktf-crowdsec. Give one, or leave it out for the stack's own`;
}

export function noIntegration(at: IConstruct): string {
  return `${at.node.path}: "integration" is no Integration. Give one, or what Integration.fromIntegrationId or fromIntegrationName returns`;
}

export function providerOfOtherStack(at: IConstruct, provider: IConstruct): string {
  return `${at.node.path}: "provider": ${provider.node.path} belongs to another stack, and Terraform's providers reach no further than theirs. `
    + 'Add a CrowdsecProvider to this stack and name that one';
}

export function withoutSubscription(at: IConstruct): string {
  return `${at.node.path} has no subscription: it will serve an empty blocklist. `
    + 'Give it "subscriptions", or call subscribeToVendor, subscribeToCve, subscribeToFingerprint or subscribeToBlocklist';
}

export function noList(at: IConstruct, list: string): string {
  return `${at.node.path}: "subscriptions": "${list}" is no list. Write it in brackets, also when it is one`;
}

export function unknownList(at: IConstruct, list: string): string {
  return `${at.node.path}: "subscriptions": "${list}" is a list that only Terraform knows, so its length is not known here. `
    + 'Declare one subscription with "forEach": TerraformIterator.fromList(list)';
}

export function subscribedTwice(at: IConstruct, kind: string, key: string, places: readonly string[]): string {
  return `${at.node.path} subscribes to ${kind} ${quoted(key)} more than once (${places.join(', ')}): the service would refuse the second. Remove one`;
}

export function subscribesOneColor(at: IConstruct, pair: IConstruct): string {
  return `${at.node.path}: "integration": ${pair.node.path} is two integrations that take turns, and this would subscribe only one of them. `
    + 'Call its subscribeToVendor, subscribeToCve, subscribeToFingerprint or subscribeToBlocklist, or declare one subscription for each of its "integrations"';
}

export function nameTaken(at: IConstruct, name: string, first: IConstruct): string {
  return `${at.node.path}: "name": ${quoted(name)} is the name of ${first.node.path} too, and names are unique in an organisation. Give another "name"`;
}

export function credentialsOfImported(at: IConstruct, prop: string): string {
  return `${at.node.path}: "${prop}": the service shows credentials only when they are made, so an integration that is looked up has none. `
    + 'Take them from the Integration that declares it, or declare it here: an Integration with "credentialsVersion", which mints new '
    + 'ones, whose node.defaultChild imports the existing one with importFrom("name:NAME")';
}

export function otherCredentials(at: IConstruct, prop: string, format: string, instead: string): string {
  return `${at.node.path}: "${prop}": an integration of output format "${format}" has none. Use ${instead}`;
}

export function notPaged(at: IConstruct, format: string): string {
  return `${at.node.path}: an integration of output format "${format}" serves a stream, not pages. Use "lapiUrl"`;
}

export function invalidPrefix(at: IConstruct, prefix: string): string {
  return `${at.node.path}: ${quoted(prefix)} cannot start the name of a Terraform output. `
    + 'Call addOutputs with a prefix of letters, digits, _ and -, that starts with a letter or _';
}

export function outputTaken(at: IConstruct, name: string): string {
  return `${at.node.path}: the stack has a "${name}" already. Call addOutputs with another prefix`;
}

export function cliConfigHidesPlugin(at: IConstruct, problem: readonly string[]): string {
  return `${at.node.path}: Terraform will not find the provider's plugin if it runs here: ${problem.join('\n')}\n`
    + 'The path is relative to the folder of the stack, where cdktf runs Terraform: one entry serves all stacks';
}

export function addedTooLate(at: IConstruct): string {
  return `${at.node.path}: a CrowdsecProvider that is added while the app is synthesised, by an Aspect, comes too late for its plugin. `
    + 'Add it where the stack is built';
}

export function pluginNotPlaced(at: IConstruct, problem: string): string {
  return `${at.node.path}: the provider's plugin cannot be used: ${problem}`;
}

export function noSource(at: IConstruct): string {
  return `${at.node.path}: give either "integration", an Integration with outputFormat: OutputFormat.REMEDIATION_COMPONENT, or "localEngine"`;
}

export function keyTwice(at: IConstruct): string {
  return `${at.node.path}: "apiKey" is for an integration that is looked up. Give the engine's in "localEngine.apiKey"`;
}

export function noStream(at: IConstruct, integration: IConstruct, format: string): string {
  return `${at.node.path}: "integration": ${integration.node.path} has the output format "${format}", which no remediation component can read. `
    + 'Give an Integration with outputFormat: OutputFormat.REMEDIATION_COMPONENT';
}

/** For Terraform, which alone knows the format of an integration that is looked up. */
export function noStreamFound(at: IConstruct): string {
  return `${at.node.path}: the integration's output format is none that a remediation component can read. Name one of format remediation_component.`;
}

export function keyOfImported(at: IConstruct, integration: IConstruct): string {
  return `${at.node.path}: "apiKey" is missing: ${integration.node.path} is looked up, and the service shows keys only when they are made. `
    + 'Give the value of a TerraformVariable with sensitive: true, or of a secret store\'s data source';
}

export function componentRefused(at: IConstruct, component: string, reason: string): string {
  return `${at.node.path}: "component": "${component}" cannot pull from an integration: ${reason}`;
}

export function componentNotWritten(at: IConstruct, component: string): string {
  return `${at.node.path}: "component": for "${component}" no file is written here. Configure it by CrowdSec's documentation, `
    + 'with the URL and key of "localEngine"';
}

/** Of a value that only Terraform knows, so without the value: it may be a secret. */
export function cannotBeWritten(at: IConstruct, what: string, syntax: string, remedy: string): string {
  return `${at.node.path}: ${what} holds a character that ${syntax} cannot hold. ${remedy}`;
}

export function integrationShared(at: IConstruct, integration: IConstruct, first: IConstruct): string {
  return `${at.node.path}: "integration": ${integration.node.path} is pulled by ${first.node.path} already. The service sends each change once, `
    + 'so two components on one integration take each other\'s changes away. Give this one an Integration of its own';
}

export function frequentUpdates(at: IConstruct, frequency: Duration, shortest: Duration): string {
  return `${at.node.path}: "updateFrequency": ${frequency.toHumanString()} is more often than CrowdSec's plan allows for blocklists, once in `
    + `${shortest.toHumanString()}. Whether that covers remediation components is not documented: if pulls are answered with 429, make it longer`;
}

export function lateFirstPull(at: IConstruct, component: string, frequency: Duration): string {
  return `${at.node.path}: "updateFrequency": ${component} pulls for the first time ${frequency.toHumanString()} after each start, and blocks nobody until then. `
    + 'Make it shorter if your plan allows it';
}

/** A warning: newer versions, and lists without ranges, are fine. */
export function rangesMissed(at: IConstruct, integration: IConstruct, what: string): string {
  return `${at.node.path}: "integration": ${integration.node.path} has enableIpAggregation on, and ${what}. Turn it off for this component`;
}

export function noGatedIntegrations(at: IConstruct, prop: string): string {
  return `${at.node.path}: "${prop}" is no list of integrations, or an empty one. Name at least one, in brackets`;
}

export function notGated(at: IConstruct, integration: IConstruct): string {
  return `${at.node.path}: "expectEmpty": ${integration.node.path} is not in "integrations". Name it there too, or take it out here`;
}

export function probeOfImported(at: IConstruct, integration: IConstruct): string {
  return `${at.node.path}: "probeContent": ${integration.node.path} is looked up, and the service shows credentials only when they are made, so its content `
    + 'cannot be asked for with them. Leave "probeContent" out, and it is the only one without, or give that integration a gate of its own';
}

export function providersOfGate(at: IConstruct, providers: readonly IConstruct[]): string {
  return `${at.node.path}: "integrations" are of several providers (${providers.map(({ node }) => node.path).join(', ')}), and one key opens one organisation. `
    + 'Give each provider\'s integrations a gate of their own, or name one in "provider" that reaches all';
}
