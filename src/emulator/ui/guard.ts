import type { FastifyReply, FastifyRequest } from 'fastify';

/** Names by which only this machine is meant, with any port. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Addresses to listen on by which loopback is reached too. */
const REACHED = ['0.0.0.0', '::', '::1'];

const HEADERS = {
  // A page cannot say this of itself; the rest of its policy it does.
  'content-security-policy': 'frame-ancestors \'none\'',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Says why the page cannot be reached on an emulator that listens there, or nothing. */
export function checkPageHost(host: string): string | undefined {
  if (LOOPBACK.test(host) || REACHED.includes(host)) return undefined;
  return `the page answers on loopback only, where an emulator on "${host}" is not; leave out host or ui`;
}

/**
 * Keeps other sites' pages out, which a browser on this machine may have open too. Whoever asks by another name than this machine's has
 * been sent here by that name's owner (DNS rebinding); and only our own page changes something.
 */
export async function guard(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  void reply.headers(HEADERS);
  if (!LOOPBACK.test(request.headers.host ?? '')) return refuse(reply, 'This page answers only to 127.0.0.1, localhost and [::1].');
  if (request.method !== 'GET' && !isOwn(request)) return refuse(reply, 'Only this page itself can change something; scripts use the control API.');
  return undefined;
}

function isOwn({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === `http://${headers.host}` && (site === undefined || site === 'same-origin');
}

function refuse(reply: FastifyReply, why: string): FastifyReply {
  return reply.code(403).type('text/plain; charset=utf-8').send(why);
}
