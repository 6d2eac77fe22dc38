import { IncomingMessage } from 'node:http';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';

interface Tls {
  readonly key: string;
  readonly cert: string;
}

interface Login {
  readonly username: string;
  readonly password: string;
}

/** A feed as the device keeps it, element by element; the password as it was given. */
export type KeptFeed = { readonly [element: string]: string };

/** An answer in place of the device's own. */
export interface OtherAnswer {
  readonly status?: number;
  readonly body?: string;
  /** The request is taken and never answered. */
  readonly silent?: true;
}

export const LOGIN_OK = '<Login><status>Authentication Successful</status></Login>';

const ELEMENTS = [
  'Name', 'Description', 'Action', 'IndicatorType', 'ExternalURL', 'Authorization', 'Username', 'Password', 'ValidateServerCertificate', 'PollingInterval', 'Enabled',
];
const ENTITIES: { readonly [entity: string]: string } = { lt: '<', gt: '>', quot: '"', apos: '\'', amp: '&' };

/**
 * Answers as a Sophos Firewall was seen to answer, what is odd included: everything is HTTP 200; a removal says 500 whether it worked or
 * not; an update with a hashed password is dropped in silence; true and false come back as 1 and 0; a name that is taken is 409.
 */
export class SophosDevice {
  static async start(tls: Tls, login: Login): Promise<SophosDevice> {
    const device = new SophosDevice(tls, login);
    await new Promise<void>((resolve) => device.server.listen(0, '127.0.0.1', resolve));
    return device;
  }

  readonly feeds = new Map<string, KeptFeed>();
  /** The XML of each request, as it came. */
  readonly requests: string[] = [];
  /** How many feeds it holds. */
  most = 10;
  /** Whether it takes what it is told and does nothing. */
  idle = false;
  private readonly server: Server;
  private readonly others: OtherAnswer[] = [];

  private constructor(tls: Tls, private readonly login: Login) {
    this.server = createServer(tls, (request, reply) => {
      void bodyOf(request).then((body) => {
        if (request.method !== 'POST' || request.url !== '/webconsole/APIController') return reply.writeHead(404).end();
        const xml = reqxml(request.headers['content-type'] ?? '', body);
        this.requests.push(xml);
        const other = this.others.shift();
        if (other?.silent) return undefined;
        return reply.writeHead(other?.status ?? 200, { 'content-type': 'text/xml' }).end(other?.body ?? this.answer(xml));
      });
    });
  }

  get hostname(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers the coming requests otherwise, one after the other. */
  next(...answers: readonly OtherAnswer[]): void {
    this.others.push(...answers);
  }

  /** What changed or would change something, without the login. */
  get told(): string[] {
    return this.requests.filter((xml) => !xml.includes('<Get>')).map((xml) => xml.replace(/^<Request><Login>.*?<\/Login>|<\/Request>$/g, ''));
  }

  reset(): void {
    this.feeds.clear();
    this.requests.length = 0;
    this.others.length = 0;
    this.most = 10;
    this.idle = false;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(xml: string): string {
    const [, login, content] = /^<Request><Login>(.*?)<\/Login>(.*)<\/Request>$/s.exec(xml) ?? [];
    if (content === undefined) return response('<Status code="529">Input request file is Invalid</Status>');
    if (element(login, 'Username') !== this.login.username || element(login, 'Password') !== this.login.password) {
      return response('<Login><status>Authentication Failure</status></Login>');
    }
    return response(`${LOGIN_OK}${this.act(content)}`);
  }

  private act(content: string): string {
    const filter = /^<Get><ThirdPartyFeed><Filter><key name="Name" criteria="like">(.*)<\/key><\/Filter><\/ThirdPartyFeed><\/Get>$/.exec(content);
    if (filter) return this.show(plain(filter[1]));
    const removed = /^<Remove><ThirdPartyFeed><Name>(.*)<\/Name><\/ThirdPartyFeed><\/Remove>$/.exec(content);
    if (removed) {
      if (!this.idle) this.feeds.delete(plain(removed[1]));
      return said(500, 'Deleted some configurations. Couldn&apos;t delete all.');
    }
    const [, operation, feed] = /^<Set operation="(add|update)"><ThirdPartyFeed>(.*)<\/ThirdPartyFeed><\/Set>$/.exec(content) ?? [];
    return operation ? this.set(operation, feed) : said(501, 'Configuration parameters validation failed.');
  }

  private set(operation: string, xml: string): string {
    const feed = Object.fromEntries(ELEMENTS.map((name) => [name, element(xml, name) ?? '']));
    const there = [...this.feeds.keys()].some((name) => name.toLowerCase() === feed.Name.toLowerCase());
    if (operation === 'add' && there) return said(409, '/ThirdPartyFeed/Name');
    if (operation === 'add' && this.feeds.size >= this.most) return said(522, 'Operation failed. Reached the maximum number.');
    if (operation === 'update' && !there) return said(541, 'Operation failed. No such entity.');
    if (feed.Password.startsWith('$sfos$')) return '';
    if (!this.idle) this.feeds.set(feed.Name, feed);
    return said(operation === 'add' ? 201 : 200, 'Configuration applied successfully.');
  }

  private show(part: string): string {
    const shown = [...this.feeds.values()].filter(({ Name }) => Name.includes(part));
    if (!shown.length) return '<ThirdPartyFeed><Status>No. of records Zero.</Status></ThirdPartyFeed>';
    return shown.map((feed) => `<ThirdPartyFeed transactionid=""><Id>b7c1</Id>${ELEMENTS.map((name) => (
      name === 'Password' ? '<Password hashform="mode1">$sfos$7$0$hash</Password>' : `<${name}>${escaped(bit(feed[name]))}</${name}>`
    )).join('')}</ThirdPartyFeed>`).join('');
  }
}

function response(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response APIVersion="2200.1" IPS_CAT_VER="1">\n${content}\n</Response>`;
}

function said(code: number, text: string): string {
  return `<ThirdPartyFeed transactionid=""><Status code="${code}">${text}</Status></ThirdPartyFeed>`;
}

function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1];
  return found === undefined ? undefined : plain(found);
}

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (_, entity: string) => ENTITIES[entity]);
}

function escaped(text: string): string {
  return Object.entries(ENTITIES).reverse().reduce((rest, [entity, character]) => rest.split(character).join(`&${entity};`), text);
}

function bit(text: string): string {
  return ({ true: '1', false: '0' } as { [text: string]: string })[text] ?? text;
}

/** The only part of a multipart form. */
function reqxml(type: string, body: string): string {
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1];
  const parts = boundary ? body.split(`--${boundary}`) : [];
  const [, part] = parts;
  const found = /^\r\nContent-Disposition: form-data; name="reqxml"\r\n\r\n(.*)\r\n$/s.exec(part ?? '');
  if (!found || parts.length !== 3) throw new Error(`no form with reqxml alone: ${type}\n${body}`);
  return found[1];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
