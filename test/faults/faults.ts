import type { Operation } from './operation';

/** Whether a fault meets only the first decisive request, or all of them until the service is healed. */
export type Mode = 'once' | 'lasting';

/** What a fault may need. */
export interface FaultContext {
  /** A listener on loopback that should never be asked anything. */
  readonly elsewhere: string;
  /** The list's first page, as the service answers it. */
  readonly firstPage: () => Promise<{ readonly [field: string]: unknown }>;
}

/** Something that goes wrong. */
export interface FaultKind {
  readonly name: string;
  /** How it may strike. */
  readonly modes: readonly Mode[];
  /** Where the service is said to be, for faults that keep a connection from being made at all. */
  readonly address?: (context: FaultContext & { readonly tls: string }) => string;
  /** What the emulator is told, but for the request that it is to meet. */
  readonly armed?: (operation: Operation, context: FaultContext) => object | Promise<object>;
  /** Why it makes no sense with an operation, or nothing. */
  readonly unfit?: (operation: Operation) => string | undefined;
  /** What an error must advise; what a write advises after a lost answer is always good. */
  readonly advises: RegExp;
  /** Bound of a request in seconds, where waiting for it is the fault. */
  readonly timeoutSeconds?: number;
  /** Answers that are as good as any: asking more often than usual is no sign of a failure. */
  readonly harmless?: true;
}

const BOTH: readonly Mode[] = ['once', 'lasting'];
const LASTING: readonly Mode[] = ['lasting'];

/** Longer than any patience in these tests. */
const NEVER_MS = 600_000;

const NETWORK = /Check network, firewall and proxy/;
const LATER = /try again later/;
const SERVICE = /Is the API URL that of CrowdSec's Service API/;

const hasBody = ({ answer }: Operation) => (answer === 'nothing' ? 'the answer has no body' : undefined);
const hasField = ({ field }: Operation) => (field === undefined ? 'the provider reads no field of the answer' : undefined);
const isList = ({ answer }: Operation) => (answer === 'list' ? undefined : 'the answer is no list');

function change({ answer }: Operation, fields: object): object {
  return { change: answer === 'list' ? { items: fields } : fields };
}

export const FAULTS: readonly FaultKind[] = [
  { name: 'connection refused', modes: LASTING, address: () => 'http://127.0.0.1:1/v1', advises: /Check host and port in the API URL/ },
  { name: 'reset before processing', modes: BOTH, armed: () => ({ connection: 'reset-before' }), advises: NETWORK },
  { name: 'reset after processing', modes: BOTH, armed: () => ({ connection: 'reset-after' }), advises: NETWORK },
  {
    name: 'time-out before processing',
    modes: BOTH,
    timeoutSeconds: 1,
    advises: /Raise request_timeout_seconds/,
    armed: () => ({ connection: 'reset-before', delayMs: NEVER_MS }),
  },
  {
    name: 'time-out after processing',
    modes: BOTH,
    timeoutSeconds: 1,
    advises: /Raise request_timeout_seconds/,
    armed: () => ({ delayMs: NEVER_MS }),
  },
  { name: '429 with seconds', modes: BOTH, armed: () => ({ status: 429, headers: { 'retry-after': '1' } }), advises: /Set requests_per_second/ },
  {
    name: '429 with a date',
    modes: BOTH,
    advises: /Set requests_per_second/,
    armed: () => ({ status: 429, headers: { 'retry-after': new Date(Date.now() + 2_000).toUTCString() } }),
  },
  { name: '429 without Retry-After', modes: BOTH, armed: () => ({ status: 429 }), advises: /Set requests_per_second/ },
  { name: '500 before processing', modes: BOTH, armed: () => ({ status: 500 }), advises: LATER },
  { name: '500 after processing', modes: BOTH, armed: () => ({ status: 500, connection: 'reset-after' }), advises: LATER },
  {
    name: '502 with an HTML body',
    modes: BOTH,
    advises: LATER,
    armed: () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>' }),
  },
  { name: '503 before processing', modes: BOTH, armed: () => ({ status: 503 }), advises: LATER },
  { name: 'truncated JSON', modes: BOTH, armed: () => ({ connection: 'truncate' }), unfit: hasBody, advises: NETWORK },
  { name: 'empty body', modes: BOTH, armed: () => ({ body: '' }), unfit: hasBody, advises: SERVICE },
  { name: 'a field missing', modes: LASTING, armed: (operation) => change(operation, { [operation.field!]: null }), unfit: hasField, advises: SERVICE },
  { name: 'a field of another type', modes: LASTING, armed: (operation) => change(operation, { [operation.field!]: 7 }), unfit: hasField, advises: SERVICE },
  {
    name: 'unknown further fields',
    modes: LASTING,
    harmless: true,
    unfit: hasBody,
    advises: SERVICE,
    armed: (operation) => change(operation, { added_in_2030: { deep: ['x'] }, constructor: 'x' }),
  },
  {
    name: 'redirect to another host',
    modes: LASTING,
    advises: /correct the API URL/,
    armed: (_operation, { elsewhere }) => ({ status: 307, headers: { location: elsewhere } }),
  },
  { name: 'endless body', modes: BOTH, armed: () => ({ connection: 'endless' }), unfit: hasBody, timeoutSeconds: 1, advises: /Raise request_timeout_seconds|Is the API URL/ },
  {
    name: 'page link that loops',
    modes: LASTING,
    harmless: true,
    unfit: isList,
    advises: SERVICE,
    // Whatever page is asked for: the first, which names itself as the next.
    armed: async (_operation, { firstPage }) => {
      const { total: _total, pages: _pages, ...page } = await firstPage();
      const links = page.links as { readonly self: string };
      return { body: { ...page, links: { ...links, next: links.self } } };
    },
  },
  { name: 'total that is too low', modes: LASTING, harmless: true, armed: () => ({ change: { total: 1, pages: 1 } }), unfit: isList, advises: SERVICE },
  { name: 'total that is too high', modes: LASTING, harmless: true, armed: () => ({ change: { total: 5_000, pages: 50 } }), unfit: isList, advises: SERVICE },
  { name: 'DNS failure', modes: LASTING, address: () => 'https://service.invalid/v1', advises: /Check the host in the API URL, and which DNS server|Check that this machine reaches its DNS server/ },
  { name: 'TLS failure', modes: LASTING, address: ({ tls }) => tls, advises: /ca_certificate_pem/ },
];
