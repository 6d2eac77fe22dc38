import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { paginate, readPage } from './paging';
import { Query } from './query';
import { splitTarget } from './target';
import { UNCOMPRESSED_CUT_BYTES } from '../../model';

const compress = promisify(gzip);

export function queryOf(request: FastifyRequest): Query {
  return new Query(new URLSearchParams(splitTarget(request.raw.url).query));
}

/**
 * Answers a page: `select` reads the request's other parameters and returns what matches them, to be called once the
 * whole query was found good.
 */
export function answerPage<T>(request: FastifyRequest, select: (query: Query) => () => readonly T[], write: (item: T) => unknown): unknown {
  const query = queryOf(request);
  const page = readPage(query, request.raw.url);
  const list = select(query);
  query.done();
  return paginate(list(), page, write);
}

/** Where this emulator is, as the client sees it: behind another name or port, self URLs follow. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

/** Compressed for those who ask. Others get the text whole, or cut where the service cuts it. */
export async function sendText(request: FastifyRequest, reply: FastifyReply, type: string, text: string, cut = false): Promise<FastifyReply> {
  reply.type(type).header('vary', 'accept-encoding');
  if (acceptsGzip(request)) return reply.header('content-encoding', 'gzip').send(await compress(text));
  const bytes = Buffer.from(text);
  return reply.send(cut ? bytes.subarray(0, UNCOMPRESSED_CUT_BYTES) : bytes);
}

function acceptsGzip(request: FastifyRequest): boolean {
  return (request.headers['accept-encoding']?.toString() ?? '').split(',').some((each) => {
    const [coding, ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return (coding === 'gzip' || coding === '*') && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
