import { createSecureServer, createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { Identity } from './certificate';

/** What providers written with Terraform's own kit take. */
const LARGEST_MESSAGE = 256 * 1024 * 1024;

/** Bytes that may be on their way to us before the first of them is read: a large configuration in a few round trips, not in a thousand. */
const WINDOW = 4 * 1024 * 1024;

/** Bytes before each message: whether it is compressed, and its length. */
const PREFIX = 5;

/** gRPC's own codes. */
const STATUS = { OK: 0, CANCELLED: 1, RESOURCE_EXHAUSTED: 8, UNIMPLEMENTED: 12, INTERNAL: 13 };

/** Answers one message with one message. What it rejects with is not shown to the host. */
export type Unary = (request: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** A call: with one message each way, or whose messages nobody needs. The latter stays open until the host ends it. */
export type Call = { readonly unary: Unary } | { readonly silent: true };

export interface GrpcServerOptions {
  /** The call of a path `/PACKAGE.SERVICE/CALL`, undefined if there is none. */
  call(path: string): Promise<Call | undefined>;
  /** Both sides know each other by their certificates; without it the connection is plain. */
  readonly trust?: { readonly identity: Identity; readonly hostCertificate: string };
}

export interface GrpcServer {
  readonly http: Http2Server;
  /** Breaks off what is under way, and stops. */
  close(): void;
}

/**
 * A gRPC server, as much of it as a plugin needs: no compression, deadlines, metadata or reflection. On Node's own HTTP/2, because a
 * library for the rest of gRPC takes half as long to load as Node takes to start, several times a command. Not listening yet.
 */
export function createGrpcServer({ call, trust }: GrpcServerOptions): GrpcServer {
  // The host is the only client, and has its own bound on what it has under way.
  const options = { settings: { initialWindowSize: WINDOW }, maxSessionMemory: Number.MAX_SAFE_INTEGER };
  const http = trust ? createSecureServer({
    ...options,
    key: trust.identity.keyPem,
    cert: trust.identity.certificatePem,
    ca: trust.hostCertificate,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  }) : createServer(options);

  const sessions = new Set<ServerHttp2Session>();
  http.on('session', (session) => {
    sessions.add(session);
    session.setLocalWindowSize(WINDOW);
    // A host that is killed resets its connection.
    session.on('error', () => session.destroy());
    session.on('close', () => sessions.delete(session));
  });
  http.on('stream', (stream, headers) => {
    // Told by the host's end of it, which has nothing that could be done here.
    stream.on('error', () => undefined);
    void serveStream(stream, call(String(headers[':path'])));
  });
  return {
    http,
    close() {
      http.close();
      for (const session of sessions) session.destroy();
    },
  };
}

const HEADERS = { ':status': 200, 'content-type': 'application/grpc' };

/** Ends a call with a status. */
class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

async function serveStream(stream: ServerHttp2Stream, finding: Promise<Call | undefined>): Promise<void> {
  try {
    const call = await finding;
    if (!call) throw new Refusal(STATUS.UNIMPLEMENTED, 'this plugin has no such call');
    if ('silent' in call) {
      stream.respond(HEADERS);
      stream.resume();
      return;
    }
    respond(stream, await call.unary(await messageOf(stream)));
  } catch (error) {
    refuse(stream, error instanceof Refusal ? error : new Refusal(STATUS.INTERNAL, 'the call failed'));
  }
}

/** The one message that a call comes with. By events, because an iterator of a stream costs as much as all the rest of a small call. */
function messageOf(stream: ServerHttp2Stream): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_MESSAGE + PREFIX) chunks.push(chunk);
      else reject(new Refusal(STATUS.RESOURCE_EXHAUSTED, `the message has more than ${LARGEST_MESSAGE} bytes`));
    });
    stream.on('end', () => {
      const framed = Buffer.concat(chunks);
      const isOne = framed.length >= PREFIX && framed[0] === 0 && framed.readUInt32BE(1) === framed.length - PREFIX;
      if (isOne) resolve(framed.subarray(PREFIX));
      else reject(new Refusal(STATUS.INTERNAL, 'not one uncompressed message'));
    });
    stream.on('close', () => reject(new Refusal(STATUS.CANCELLED, 'the host gave the call up')));
  });
}

function respond(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (isGone(stream)) return;
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': STATUS.OK }));
  stream.respond(HEADERS, { waitForTrailers: true });
  stream.end(Buffer.concat([prefix, message]));
}

function refuse(stream: ServerHttp2Stream, { status, message }: Refusal): void {
  if (isGone(stream)) return;
  stream.respond({ ...HEADERS, 'grpc-status': status, 'grpc-message': encodeURIComponent(message) }, { endStream: true });
  // A stream whose request nobody read would stay open.
  stream.resume();
}

/** The host may have given the call up. */
function isGone(stream: ServerHttp2Stream): boolean {
  return stream.destroyed || stream.closed;
}
