import { STATUS_CODES, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { changed } from './control/change';
import { recordedBody } from './control/journal';
import { splitTarget } from './http/target';
import type { Fault } from './types';
import type { World } from './world';

/** Everything below is the control API's: neither journal nor faults. */
export const CONTROL_PREFIX = '/_emulator';

/** Bytes of the largest body that the API takes. */
export const BODY_LIMIT = 2 ** 20;

/** Bytes that an endless body goes on by. */
const BLANKS_AT_ONCE = 2 ** 16;

/** Statuses that HTTP sends without a body. */
const BODILESS = [204, 304];

interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | number | undefined };
  readonly body: Buffer;
}

/** Bodies that were read here: the journal wants them at once, and held work must not depend on the client's patience. */
const bodies = new WeakMap<IncomingMessage, Buffer>();

/** The body of a request as a stream, whether it was read here or not. */
export function bodyOf(request: IncomingMessage): Readable {
  const body = bodies.get(request);
  return body === undefined ? request : Readable.from(body.length ? [body] : []);
}

/** Stands between the socket and the API: keeps the journal, and lets the faults happen that were armed. */
export function interfere(world: World, handler: RequestListener): RequestListener {
  return (request, response) => {
    const target = request.url ?? '/';
    if (target.startsWith(CONTROL_PREFIX)) return handler(request, response);
    // A client that goes away in between leaves nothing to answer.
    return void meet(world, handler, request, response).catch(() => breakOff(request));
  };
}

async function meet(world: World, handler: RequestListener, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const entry = world.journal.begin(method, url, world.clock.stamp());
  const fault = faultFor(world, method, url);
  // From here on a release reaches it, even while the body is on its way.
  const held = fault.connection?.startsWith('hold') ? world.faults.hold() : undefined;
  const body = await read(request);
  bodies.set(request, body);
  if (body.length && body.length <= BODY_LIMIT) entry.body = recordedBody(body.toString());
  if (fault.connection === 'hold' && !(await held)) return breakOff(request);

  const answer = await answerOf(fault, handler, request, response);
  if (held && !(await held)) return breakOff(request);
  const delayMs = world.settings.latencyMs + (fault.delayMs ?? 0);
  if (delayMs) await pause(delayMs, undefined, { ref: false });
  if (request.socket.destroyed) return;
  if (!answer || (fault.connection === 'reset-after' && fault.status === undefined)) return breakOff(request);
  entry.status = answer.status;
  await send(answer, response, fault.connection);
}

/** Too many requests meet no other fault, so that an armed one waits for a request that counts. */
function faultFor(world: World, method: string, url: string): Fault {
  const retryAfter = world.rate.refuses();
  if (retryAfter !== undefined) return { status: 429, headers: { 'retry-after': String(retryAfter) } };
  return world.faults.take(method, splitTarget(url).path) ?? {};
}

/** As much of the body as shows that it is too large; the rest is dropped, but awaited, so that its client reads the answer. */
async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size <= BODY_LIMIT) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** Lets the work be done, unless the fault says otherwise; undefined if there is to be no answer. */
async function answerOf(
  fault: Fault, handler: RequestListener, request: IncomingMessage, response: ServerResponse,
): Promise<Answer | undefined> {
  if (fault.connection === 'reset-before') return undefined;
  if (fault.status === undefined) return altered(await worked(handler, request, response), fault);
  if (fault.connection === 'reset-after') await worked(handler, request, response);
  if (BODILESS.includes(fault.status)) return altered({ status: fault.status, headers: {}, body: Buffer.alloc(0) }, { ...fault, body: undefined });
  const body = Buffer.from(JSON.stringify({ message: STATUS_CODES[fault.status] ?? 'Fault' }));
  return altered({ status: fault.status, headers: { 'content-type': 'application/json', 'content-length': body.length }, body }, fault);
}

/** Runs the API and catches its answer before it goes out. The API answers in one piece. */
function worked(handler: RequestListener, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
  const { writeHead, end } = response;
  return new Promise((resolve) => {
    let status = 200;
    let headers = {};
    response.writeHead = (code: number, ...rest: unknown[]) => {
      status = code;
      headers = rest.at(-1) ?? {};
      return response;
    };
    response.end = (chunk?: unknown) => {
      Object.assign(response, { writeHead, end });
      resolve({ status, headers, body: Buffer.from((chunk as string | Buffer | null | undefined) ?? '') });
      return response;
    };
    handler(request, response);
  });
}

function altered(answer: Answer, fault: Fault): Answer {
  const headers = Object.fromEntries(Object.entries(fault.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const body = bodyAfter(answer.body, fault);
  if (body === answer.body) return { ...answer, headers: { ...answer.headers, ...headers } };
  return { status: answer.status, headers: { ...answer.headers, ...headers, 'content-length': body.length }, body };
}

/** The body as the fault has it. What is no JSON, or is compressed, cannot be changed, only replaced. */
function bodyAfter(body: Buffer, fault: Fault): Buffer {
  const given = fault.body === undefined ? body : Buffer.from(typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body));
  if (fault.change === undefined) return given;
  try {
    return Buffer.from(JSON.stringify(changed(JSON.parse(given.toString()), fault.change)));
  } catch {
    return given;
  }
}

async function send({ status, headers, body }: Answer, response: ServerResponse, connection: Fault['connection']): Promise<void> {
  switch (connection) {
    case 'truncate':
      response.writeHead(status, { ...headers, 'content-length': Math.max(body.length, 1) });
      response.flushHeaders();
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
      return;
    case 'endless': {
      const { 'content-length': _ended, ...others } = headers;
      response.writeHead(status, others);
      return pipeline(Readable.from(withoutEnd(body)), response);
    }
    default:
      response.writeHead(status, headers);
      response.end(body);
  }
}

function* withoutEnd(body: Buffer): Generator<Buffer> {
  yield body;
  const blanks = Buffer.alloc(BLANKS_AT_ONCE, ' ');
  for (;;) yield blanks;
}

function breakOff(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}
