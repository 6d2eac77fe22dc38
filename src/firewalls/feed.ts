import { Fn, Op, TerraformDataSource, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { checkCapacity, checkContentPageSize, Duration, encodeUserinfo, evenPages, largestPageSize, OutputFormat, PlanTier } from '../model';
import { argument, checkLength, checkOneOf, invalidValue, isKnown, literalSecret, missing, notePull, onlyKnown, onValidate, RESOURCE_ID } from '../synth';
import { capacityExceeded, credentialsMissing, nameRefused, noIntegration, tooLong, wrongFormat, wrongFormatFound } from './errors';
import { FeedCredentials, FirewallFeedProps } from './feed-types';
import { refreshInterval, warnOfSecondDevice } from './interval';

/** What a device's names are made of. */
export interface NameRule {
  /** Characters that it refuses, for replacing them. */
  readonly refused: RegExp;
  /** What stands in their place, and before the number of a further page. */
  readonly separator: string;
  readonly longest: number;
  /** The whole name. */
  readonly pattern: RegExp;
  /** The rule in words, after "takes". */
  readonly words: string;
}

/** What a kind of device can take: said once a format, and the same checks for all. */
export interface DeviceFacts {
  /** As its vendor calls it, for messages. */
  readonly device: string;
  readonly formats: readonly OutputFormat[];
  readonly name: NameRule;
  /** Most entries that it holds, where its vendor says so. */
  readonly capacity?: number;
  /** Entries after which the list is split even if the user asks for no number. */
  readonly splitFrom?: number;
  /** Most entries of one list, where the user says so: it was checked. */
  readonly pageSize?: number;
  /** Whether user name and password have places of their own on the device, or stand in the URL. */
  readonly credentials: 'separate' | 'in-url';
  /** Whether one object on the device takes the URLs of all pages, under the name of the first. */
  readonly oneObject?: boolean;
  /** Most characters of what only Terraform knows. */
  readonly longest?: { readonly username?: number; readonly password?: number; readonly url?: number };
}

/** One part of a list: all of it, where it is not split. */
export interface FeedPage {
  /** Unique among the pages. */
  readonly name: string;
  /** As the device takes it, with user name and password where they have no other place. */
  readonly url: string;
  /** The same without them. */
  readonly plainUrl: string;
  /** For the construct's child. */
  readonly id: string;
}

/** A feed as a device is told of it. */
export interface Feed {
  readonly pages: readonly FeedPage[];
  /** Names of the objects on the device: one for each page, or one for all. */
  readonly names: string[];
  readonly username: string;
  readonly password: string;
  readonly interval: Duration;
  /** Checks of what only Terraform knows, before it reaches the device's provider: some print a value that they refuse. */
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** Checks what all devices have in common, and answers what the device's resources are made of. */
export function feedOf(at: Construct, props: FirewallFeedProps, facts: DeviceFacts): Feed {
  checkIntegration(at, props, facts);
  checkMaxEntries(at, props, facts);
  checkOneOf(at, 'planTier', props.planTier, 'plan', Object.values(PlanTier));
  warnOfSecondDevice(at, props);
  const credentials = givenCredentials(at, props);
  const { username, password } = credentials ?? props.integration;
  const urls = urlsOf({ ...props, credentials }, facts);
  const plainUrls = urlsOf(props, { ...facts, credentials: 'separate' });
  const names = namesOf(at, props, facts, urls.length);
  const interval = refreshInterval(at, props);
  notePull(props.integration, { by: at, seconds: interval.toSeconds() });
  return {
    pages: urls.map((url, i) => ({ url, plainUrl: plainUrls[i], name: names[i], id: i === 0 ? RESOURCE_ID : `Page${i + 1}` })),
    names: facts.oneObject ? [names[0]] : names,
    username,
    password,
    interval,
    lifecycle: lifecycleOf(at, props, facts, { username, password, url: urls[urls.length - 1] }),
  };
}

function checkIntegration(at: Construct, { integration }: FirewallFeedProps, { device, formats }: DeviceFacts): void {
  if (!Construct.isConstruct(integration) || integration.outputFormat === undefined) throw new Error(noIntegration(at));
  const format = integration.outputFormat;
  if (isKnown(format) && !formats.some((one) => one === format)) throw new Error(wrongFormat(at, integration, format, device, formats));
}

function checkMaxEntries(at: Construct, { maxEntries }: FirewallFeedProps, { device, capacity }: DeviceFacts): void {
  if (maxEntries === undefined) return;
  refuseUnknown(at, 'maxEntries', maxEntries);
  const problem = checkCapacity(maxEntries);
  if (problem) throw new Error(invalidValue(at, 'maxEntries', problem));
  if (isKnown(capacity) && maxEntries > capacity) onValidate(at, () => [capacityExceeded(at, maxEntries, device, capacity)]);
}

/**
 * Checks the most entries of one list, where the user wants the blocklist in several.
 * @param needed what the number of lists would follow from, if it is not there
 */
export function checkEntriesPerList(at: Construct, entries: number | undefined, format: OutputFormat, needed?: string): void {
  if (entries === undefined) return;
  refuseUnknown(at, 'entriesPerList', entries);
  const problem = needed ? `it needs ${needed}, from which the number of lists follows` : checkContentPageSize(entries, format);
  if (problem) throw new Error(invalidValue(at, 'entriesPerList', problem));
}

function refuseUnknown(at: Construct, prop: string, value: number): void {
  if (!isKnown(value)) throw new Error(onlyKnown(at, prop, 'the number of lists follows from it'));
}

/** Undefined where the integration's own are used. */
function givenCredentials(at: Construct, { integration, credentials }: FirewallFeedProps): FeedCredentials | undefined {
  if (!credentials) {
    if (integration.node.defaultChild instanceof TerraformDataSource) throw new Error(credentialsMissing(at, integration));
    return undefined;
  }
  for (const key of ['username', 'password'] as const) {
    if (typeof credentials[key] !== 'string') throw new Error(missing(at, `credentials.${key}`));
  }
  if (!isKnown(credentials.password)) return credentials;
  onValidate(at, () => [literalSecret(at, 'credentials.password')]);
  // It stays out of the JSON even where validations are skipped.
  return { username: credentials.username, password: 'left-out' };
}

function urlsOf(props: FirewallFeedProps, facts: DeviceFacts): string[] {
  const { integration, maxEntries, credentials } = props;
  const capacity = maxEntries ?? facts.splitFrom;
  const inUrl = facts.credentials === 'in-url';
  const withCredentials = inUrl && !credentials;
  const whole = withCredentials ? integration.endpointWithCredentials : integration.endpoint;
  const urls = capacity === undefined ? [whole] : integration.pageUrls({ capacity, pageSize: pageSizeOf(props, facts, capacity), withCredentials });
  if (!inUrl || !credentials) return urls;
  const opened = withUserinfo(whole, credentials.username, credentials.password);
  return urls.map((url) => opened + url.slice(whole.length));
}

/** Entries of a page, where the integration would not find the best number by itself: undefined where it does. */
function pageSizeOf({ integration }: FirewallFeedProps, { formats, pageSize }: DeviceFacts, capacity: number): number | undefined {
  // Of one that is looked up it does not know the format, and the device tells; the lines of F5 are as long as the integration's name.
  const told = isKnown(integration.outputFormat) || formats.includes(OutputFormat.F5) ? [] : formats.map((format) => largestPageSize(format)!);
  const limits = pageSize === undefined ? told : [...told, pageSize];
  return limits.length ? evenPages(capacity, Math.min(...limits)).pageSize : undefined;
}

/** User name and password percent-encoded into a URL. Terraform's own function writes a space as `+`. */
function withUserinfo(url: string, username: string, password: string): string {
  const encoded = (text: string) => (isKnown(text) ? encodeUserinfo(text) : Fn.replace(Fn.urlencode(argument(text)), '+', '%20'));
  return Fn.replace(url, '://', Fn.join('', ['://', encoded(username), ':', encoded(password), '@']));
}

/** A name for each page. */
function namesOf(at: Construct, props: FirewallFeedProps, { device, name: rule, oneObject }: DeviceFacts, count: number): string[] {
  const first = props.name ?? at.node.id.replace(rule.refused, rule.separator);
  // The first keeps its name when the list grows into several.
  const names = [first, ...Array.from({ length: count - 1 }, (_, i) => `${first}${rule.separator}${i + 2}`)];
  const longest = oneObject ? first : names[names.length - 1];
  if (isKnown(first) && !(rule.pattern.test(longest) && longest.length <= rule.longest)) {
    onValidate(at, () => [nameRefused(at, longest, device, rule.words)]);
  }
  return names;
}

function lifecycleOf(
  at: Construct, { integration }: FirewallFeedProps, { device, formats, credentials, longest = {} }: DeviceFacts,
  values: { readonly username: string; readonly password: string; readonly url: string },
): TerraformResourceLifecycle | undefined {
  const words = { username: 'user name', password: 'password', url: credentials === 'in-url' ? 'URL with its credentials' : 'URL' } as const;
  const limited = (Object.keys(values) as (keyof typeof values)[]).filter((key) => longest[key] !== undefined);
  // Terraform refuses a condition that refers to nothing: what is known is checked here.
  limited.forEach((key) => checkLength(at, `credentials.${key}`, values[key], device, longest[key]!));
  const checks = limited.filter((key) => !isKnown(values[key])).map((key) => ({
    condition: Op.lte(Fn.lengthOf(argument(values[key])), longest[key]!),
    errorMessage: tooLong(at, words[key], device, longest[key]!),
  }));
  if (!isKnown(integration.outputFormat)) {
    checks.push({ condition: Fn.contains([...formats], integration.outputFormat), errorMessage: wrongFormatFound(at, device, formats) });
  }
  return checks.length ? { precondition: checks } : undefined;
}
