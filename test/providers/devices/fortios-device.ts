import { Device, DeviceAnswer, DeviceRequest } from './device';

const COLLECTION = '/api/v2/cmdb/system/external-resource';

/** Arguments of `config system external-resource`, with the longest text or the largest number that the device takes. */
const ARGUMENTS: { readonly [name: string]: number | undefined } = {
  'name': 35,
  'resource': 511,
  'username': 64,
  'password': 128,
  'comments': 255,
  'user-agent': 255,
  'refresh-rate': 43_200,
  'type': undefined,
  'status': undefined,
  'category': undefined,
  'update-method': undefined,
  'server-identity-check': undefined,
  'source-ip': undefined,
  'source-ip-interface': undefined,
  'interface-select-method': undefined,
  'interface': undefined,
  'vrf-select': undefined,
  'uuid': undefined,
  'client-cert-auth': undefined,
  'client-cert': undefined,
};

/** What a FortiGate fills in where it is told nothing. */
const DEFAULTS = { 'status': 'enable', 'update-method': 'feed', 'interface-select-method': 'auto', 'source-ip': '0.0.0.0', 'comments': '' };

/** The part of a FortiGate's REST interface that holds its threat feeds. */
export class FortiosDevice extends Device {
  /** As the device keeps them, passwords included, by name. */
  readonly feeds = new Map<string, any>();

  constructor(private readonly token: string) {
    super();
  }

  protected answer(request: DeviceRequest): DeviceAnswer {
    // The token comes in the query string or, from newer versions of the provider, as a header.
    if (request.query.get('access_token') !== this.token && request.authorization !== `Bearer ${this.token}`) return envelope(401);
    if (request.path === '/api/v2/cmdb/system/global' && request.method === 'GET') return envelope(200, { results: {} });
    if (request.path === COLLECTION && request.method === 'POST') return this.create(request.body);
    const name = request.path.startsWith(`${COLLECTION}/`) ? request.path.slice(COLLECTION.length + 1) : undefined;
    if (name === undefined || !this.feeds.has(name)) return envelope(404);
    if (request.method === 'GET') return envelope(200, { results: [{ ...this.feeds.get(name), password: 'ENC XXXX' }] });
    if (request.method === 'PUT') return this.change(name, request.body);
    if (request.method !== 'DELETE') return envelope(405);
    this.feeds.delete(name);
    return envelope(200, { mkey: name });
  }

  private create(given: any): DeviceAnswer {
    if (this.feeds.has(given.name)) return envelope(500, { error: -5, cli_error: 'duplicate entry' });
    const missing = ['name', 'resource', 'refresh-rate'].find((name) => given[name] === undefined);
    if (missing) return envelope(500, { error: -56, cli_error: `${missing} is empty` });
    return this.keep(given.name, { ...DEFAULTS, ...given });
  }

  private change(name: string, given: any): DeviceAnswer {
    return this.keep(name, { ...this.feeds.get(name), ...given });
  }

  private keep(name: string, feed: any): DeviceAnswer {
    const refused = Object.entries<string | number>(feed).find(([argument, value]) => (
      !(argument in ARGUMENTS) || (typeof value === 'string' ? value.length : value) > (ARGUMENTS[argument] ?? Infinity)
    ));
    if (refused) return envelope(500, { error: -651, cli_error: `input value of ${refused[0]} is invalid` });
    this.feeds.set(name, feed);
    return envelope(200, { mkey: name });
  }
}

/** Every answer of a FortiGate says how it went in its body too; the provider reads that one. */
function envelope(status: number, more: object = {}): DeviceAnswer {
  return { status, body: { http_status: status, status: status === 200 ? 'success' : 'error', version: 'v7.4.4', vdom: 'root', ...more } };
}
