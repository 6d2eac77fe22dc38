import { Device, DeviceAnswer, DeviceRequest, isBasic } from './device';

/** Texts, as RouterOS has everything. */
interface Item {
  readonly [property: string]: string;
}

/** Properties of a menu that can be set, and what RouterOS fills in. */
interface Menu {
  readonly required: readonly string[];
  readonly properties: readonly string[];
  readonly defaults: Item;
}

const EVERY_POLICY = 'ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon';

const MENUS: { readonly [path: string]: Menu } = {
  '/rest/system/script': {
    required: ['name'],
    properties: ['name', 'source', 'policy', 'comment', 'dont-require-permissions'],
    defaults: { 'owner': 'admin', 'policy': EVERY_POLICY, 'dont-require-permissions': 'false', 'invalid': 'false', 'run-count': '0', 'source': '' },
  },
  '/rest/system/scheduler': {
    required: ['name'],
    properties: ['name', 'on-event', 'interval', 'start-date', 'start-time', 'policy', 'comment', 'disabled'],
    defaults: {
      'owner': 'admin',
      'policy': EVERY_POLICY,
      'interval': '0s',
      'start-date': '2026-01-01',
      'start-time': '00:00:00',
      'run-count': '0',
      'disabled': 'false',
      'next-run': '2026-01-02 00:00:00',
    },
  },
};

/** The part of RouterOS' REST interface that holds scripts and their schedule. */
export class RouterosDevice extends Device {
  private readonly items = new Map<string, Item>();
  private made = 0;

  constructor(private readonly username: string, private readonly password: string) {
    super();
  }

  get scripts(): Item[] {
    return this.of('/rest/system/script');
  }

  get schedules(): Item[] {
    return this.of('/rest/system/scheduler');
  }

  protected answer(request: DeviceRequest): DeviceAnswer {
    const { method, path, body } = request;
    if (!isBasic(request, this.username, this.password)) return refusal(401, 'Unauthorized');
    if (path === '/rest/system/resource' && method === 'GET') return { status: 200, body: { 'version': '7.16 (stable)', 'board-name': 'CHR' } };
    if (path === '/rest/system/script/run' && method === 'POST') return this.scripts.some((one) => one['.id'] === body['.id']) ? done([]) : absent();
    const [, menu, id] = /^(\/rest\/system\/(?:script|scheduler))(?:\/(.+))?$/.exec(path) ?? [];
    if (menu === undefined) return refusal(400, 'no such command');
    if (id === undefined) return method === 'PUT' ? this.create(menu, body) : method === 'GET' ? done(this.found(menu, request.query)) : refusal(405, method);
    const item = this.items.get(`${menu}/${id}`);
    if (!item) return absent();
    if (method === 'PATCH') return this.keep(menu, { ...item, ...body }, body);
    if (method !== 'DELETE') return method === 'GET' ? done(item) : refusal(405, method);
    this.items.delete(`${menu}/${id}`);
    return { status: 204 };
  }

  private create(menu: string, given: Item): DeviceAnswer {
    if (this.of(menu).some(({ name }) => name === given.name)) return refusal(400, 'failure: item with such name already exists');
    const missing = MENUS[menu].required.find((property) => !given[property]);
    if (missing) return refusal(400, `missing =${missing}=`);
    return this.keep(menu, { ...MENUS[menu].defaults, ...given, '.id': `*${(this.made += 1).toString(16)}` }, given);
  }

  private keep(menu: string, item: Item, given: Item): DeviceAnswer {
    const unknown = Object.keys(given).find((property) => property !== '.id' && !MENUS[menu].properties.includes(property));
    if (unknown) return refusal(400, `unknown parameter ${unknown}`);
    const spelt = { ...item, policy: inOrder(item.policy), ...'interval' in item ? { interval: duration(item.interval) } : {} };
    this.items.set(`${menu}/${item['.id']}`, spelt);
    return { status: given['.id'] ? 200 : 201, body: spelt };
  }

  private found(menu: string, query: URLSearchParams): Item[] {
    return this.of(menu).filter((item) => [...query].every(([property, value]) => item[property] === value));
  }

  private of(menu: string): Item[] {
    return [...this.items].filter(([path]) => path.startsWith(`${menu}/`)).map(([, item]) => item);
  }
}

/** Policies in the order in which RouterOS prints them, whatever they were set in. */
function inOrder(policy: string): string {
  const set = policy.split(',');
  return EVERY_POLICY.split(',').filter((one) => set.includes(one)).join(',');
}

const UNITS: readonly (readonly [string, number])[] = [['w', 604_800], ['d', 86_400], ['h', 3600], ['m', 60], ['s', 1]];

/** A duration as RouterOS prints it: what was set as `24h` is `1d`. */
function duration(text: string): string {
  let seconds = secondsOf(text);
  if (seconds === 0) return '0s';
  return UNITS.map(([unit, size]) => {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    return count ? `${count}${unit}` : '';
  }).join('');
}

/** Seconds of a duration such as `1w2d3h`. */
export function secondsOf(text: string): number {
  if (!/^(\d+[wdhms])+$/.test(text)) throw new Error(`invalid time value ${text}`);
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS.find(([name]) => name === unit)![1], 0);
}

function done(body: unknown): DeviceAnswer {
  return { status: 200, body };
}

function absent(): DeviceAnswer {
  return refusal(404, 'no such item');
}

function refusal(status: number, detail: string): DeviceAnswer {
  return { status, body: { error: status, message: 'Bad Request', detail } };
}
