import { Device, DeviceAnswer, DeviceRequest, isBasic } from './device';

const ROOT = '/mgmt/tm/security/ip-intelligence';

/** Properties that can be set, by collection; those of objects inside are named `OUTER.INNER`. */
const PROPERTIES: { readonly [collection: string]: readonly string[] } = {
  'blacklist-category': ['name', 'partition', 'description', 'blMatchDirection'],
  'feed-list': [
    'name', 'partition', 'description', 'feeds', 'feeds.name', 'feeds.defaultBlacklistCategory', 'feeds.defaultListType', 'feeds.poll',
    'feeds.poll.url', 'feeds.poll.user', 'feeds.poll.password', 'feeds.poll.interval',
  ],
  'policy': ['name', 'partition', 'description', 'feedLists', 'defaultAction', 'defaultLogBlacklistHitOnly', 'defaultLogBlacklistWhitelistHit'],
};

/** An object as the device keeps it, passwords included. */
export interface BigipObject {
  readonly name: string;
  readonly [property: string]: any;
}

/** The part of a BIG-IP's iControl REST that holds what IP Intelligence of AFM is made of. */
export class BigipDevice extends Device {
  private readonly objects = new Map<string, BigipObject>();

  constructor(private readonly username: string, private readonly password: string) {
    super();
  }

  /** Objects of one collection, or all. */
  of(collection = ''): BigipObject[] {
    return [...this.objects].filter(([path]) => path.startsWith(`${ROOT}/${collection}`)).map(([, object]) => object);
  }

  protected answer(request: DeviceRequest): DeviceAnswer {
    const { method, path, body } = request;
    if (!isBasic(request, this.username, this.password)) return refusal(401, 'Authorization failed: no user authentication header or token detected.');
    const [, collection, id] = /^\/mgmt\/tm\/security\/ip-intelligence\/([\w-]+)(?:\/(.+))?$/.exec(path) ?? [];
    if (!PROPERTIES[collection]) return refusal(404, `Public URI path not registered: ${path}`);
    if (id === undefined) {
      if (method === 'GET') return { status: 200, body: { items: this.of(`${collection}/`).map(shown) } };
      return method === 'POST' ? this.create(collection, body) : refusal(405, 'method not allowed');
    }
    const object = this.objects.get(path);
    if (!object) return refusal(404, `01020036:3: The requested object (${id.replace(/~/g, '/')}) was not found.`);
    if (method === 'PATCH') return this.keep(collection, path, { ...object, ...body }, body);
    if (method === 'PUT') return this.keep(collection, path, { name: object.name, partition: object.partition, ...body }, body);
    if (method === 'GET') return { status: 200, body: shown(object) };
    return method === 'DELETE' ? this.remove(path, object) : refusal(405, 'method not allowed');
  }

  private create(collection: string, given: any): DeviceAnswer {
    if (!given.name) return refusal(400, 'one or more properties must be specified: name');
    const path = `${ROOT}/${collection}/~${given.partition ?? 'Common'}~${given.name}`;
    if (this.objects.has(path)) return refusal(409, `01020066:3: The requested object (${fullPath(given)}) already exists in partition Common.`);
    return this.keep(collection, path, { partition: 'Common', ...given }, given);
  }

  private keep(collection: string, path: string, object: BigipObject, given: object): DeviceAnswer {
    const unknown = propertiesOf(given).find((property) => !PROPERTIES[collection].includes(property));
    if (unknown) return refusal(400, `"${unknown}" is not a property of ${collection}`);
    const missing = referencesOf(object).find((reference) => !this.objects.has(reference));
    if (missing) return refusal(400, `01020036:3: The requested object (${missing}) was not found.`);
    this.objects.set(path, object);
    return { status: 200, body: shown(object) };
  }

  private remove(path: string, removed: BigipObject): DeviceAnswer {
    const user = this.of().find((object) => referencesOf(object).includes(path));
    if (user) return refusal(400, `01070265:3: ${fullPath(removed)} is referenced by ${fullPath(user)}, and cannot be deleted.`);
    this.objects.delete(path);
    return { status: 200 };
  }
}

/** As the device answers: it adds what it knows, and no password leaves it as it came. */
function shown(object: BigipObject): object {
  const feeds = object.feeds?.map((feed: any) => ({ ...feed, poll: feed.poll && { ...feed.poll, ...feed.poll.password ? { password: '$M$encrypted' } : {} } }));
  return { kind: 'tm:security:ip-intelligence:state', fullPath: fullPath(object), generation: 1, ...object, ...feeds ? { feeds } : {} };
}

/** Names of everything that is set, with those of objects inside. */
function propertiesOf(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => propertiesOf(one, prefix));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [`${prefix}${name}`, ...propertiesOf(inner, `${prefix}${name}.`)]);
}

/** Paths of what an object refers to by `/PARTITION/NAME`. */
function referencesOf({ feeds = [], feedLists = [] }: BigipObject): string[] {
  const inCollection = (collection: string, names: readonly string[]) => names.map((name) => `${ROOT}/${collection}/${name.replace(/\//g, '~')}`);
  return [...inCollection('blacklist-category', feeds.map((feed: any) => feed.defaultBlacklistCategory)), ...inCollection('feed-list', feedLists)];
}

function fullPath({ name, partition = 'Common' }: { readonly name: string; readonly partition?: string }): string {
  return `/${partition}/${name}`;
}

function refusal(code: number, message: string): DeviceAnswer {
  return { status: code, body: { code, message, errorStack: [] } };
}
