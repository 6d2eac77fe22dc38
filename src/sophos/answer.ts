import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { SophosError } from './errors';

/** What the device said of a request; several where it speaks of several objects. */
export interface Status {
  /** Undefined where it gave a text alone. */
  readonly code?: number;
  readonly text: string;
}

/** A feed as the device has it, element by element. The password is a hash and left out. */
export type FeedOnDevice = { readonly [element: string]: string };

export interface Answer {
  readonly statuses: readonly Status[];
  readonly feeds: readonly FeedOnDevice[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  // Numbers of characters too: who knows which ones the device escapes so.
  htmlEntities: true,
  isArray: (name) => name === 'ThirdPartyFeed' || name === 'Status',
});

/** What to do, by the code inside an answer that HTTP calls 200. */
const REMEDIES: { readonly [code: number]: string } = {
  409: 'a feed of this name exists, perhaps in other capitals: give this one another name, or remove that one on the firewall',
  502: 'a feed of this name exists, perhaps in other capitals: give this one another name, or remove that one on the firewall',
  522: 'the firewall holds no more feeds: remove one, or ask for fewer entries ("maxEntries")',
  534: 'add the address of the machine that runs Terraform to the allowed ones under Backup and firmware > API',
};
const FORBIDDEN = 'look whether the administrator\'s profile may write "Active threat response", whether the licence has Xstream Protection, and whether the version is 21.0 or newer';

/** Reads an answer. A login that failed, a page of another server and a refusal of the whole request are errors. */
export function readAnswer(body: string): Answer {
  const response = parse(body);
  const login: unknown = response.Login?.status;
  if (login !== undefined && !/success/i.test(String(login))) {
    throw new SophosError(`the firewall refused the login: "${String(login)}". Check SOPHOS_USERNAME and SOPHOS_PASSWORD where Terraform runs, and that `
      + 'this administrator may use the API; several wrong logins lock the address out for a while');
  }
  const general = statusesOf(response);
  for (const status of general) refuse(status, 'the request');
  if (login === undefined) throw new SophosError('the firewall answered without saying whether the login succeeded. Look whether the hostname is a Sophos Firewall\'s');
  const entities: any[] = response.ThirdPartyFeed ?? [];
  return {
    statuses: entities.filter((entity) => entity.Name === undefined).flatMap(statusesOf),
    feeds: entities.filter((entity) => entity.Name !== undefined).map(feedOf),
  };
}

function parse(body: string): any {
  if (XMLValidator.validate(body) !== true) throw notXml(body);
  const { Response: response } = parser.parse(body);
  if (response === undefined) throw notXml(body);
  // An element without content is an empty text.
  return typeof response === 'object' ? response : {};
}

function notXml(body: string): SophosError {
  const what = /<html/i.test(body) ? 'a web page' : body.trim() === '' ? 'nothing' : 'something that is not its XML';
  return new SophosError(`the hostname answered ${what} in place of the firewall's XML interface. Look whether it is the firewall, with the port of its `
    + 'web admin console, and whether API configuration is on under Backup and firmware > API');
}

function statusesOf(entity: any): Status[] {
  return (entity?.Status ?? []).map((status: any) => {
    const code = typeof status === 'object' ? Number(status['@code']) : NaN;
    return { code: Number.isInteger(code) ? code : undefined, text: String(status?.['#text'] ?? (typeof status === 'object' ? '' : status)) };
  });
}

function feedOf(entity: any): FeedOnDevice {
  const texts = Object.entries<any>(entity).filter(([name]) => !name.startsWith('@') && name !== 'Password' && name !== 'Status');
  return Object.fromEntries(texts.map(([name, value]) => [name, String(typeof value === 'object' ? value['#text'] ?? '' : value)]));
}

/** `<Status>No. of records Zero.</Status>`, the only text without a code that is no failure. */
function isEmpty({ code, text }: Status): boolean {
  return code === undefined && /records\s+zero/i.test(text);
}

function isSuccess({ code }: Status): boolean {
  return code !== undefined && code >= 200 && code <= 216;
}

function refuse(status: Status, what: string): void {
  if (isSuccess(status) || isEmpty(status)) return;
  throw new SophosError(`the firewall refused ${what}: ${described(status)}. ${sentence(REMEDIES[status.code ?? 0] ?? FORBIDDEN)}`);
}

/** An answer that says of everything that it worked, or that there is nothing. */
export function checkStatuses(answer: Answer, what: string): void {
  answer.statuses.forEach((status) => refuse(status, what));
}

/** An answer to a change. Where the device drops one silently it says nothing at all of the feed. */
export function checkChanged(answer: Answer, what: string): void {
  checkStatuses(answer, what);
  if (!answer.statuses.some(isSuccess)) {
    throw new SophosError(`the firewall took ${what} and did not say that it worked. ${sentence(FORBIDDEN)}`);
  }
}

export function described({ code, text }: Status): string {
  return code === undefined ? `"${text}"` : `code ${code}, "${text}"`;
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
