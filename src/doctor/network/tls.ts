import { createHash, type X509Certificate } from 'node:crypto';
import { placeOf } from './names';
import { type Connection, issuerOf, nameOf } from '../../api/connection';
import { ROOT_CERTIFICATE } from '../../model';
import type { Seen } from '../examination';

/** SHA-256 of Amazon Root CA 1's public key (SPKI in DER), the same in its self-signed and its cross-signed form. */
const ROOT_KEY_SHA256 = 'fbe3018031f9586bcbf41727e417b7d1c45c2f47f93be372a17b96b50757d5a2';

const ROOT = ROOT_CERTIFICATE.commonName;

/** OpenSSL's words for a chain whose end the local store does not know. */
const UNKNOWN_ISSUER = /UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY_LEAF|SELF_SIGNED/;

export function lookAtHandshake({ problem, chain }: Connection, url: URL, ms: number): Seen {
  if (problem) return { status: 'fail', detail: problem.happened, remedy: problem.next };
  return { status: 'ok', detail: `${placeOf(url)} shows a certificate that is trusted here (${nameOf(chain[0])})`, latencyMs: ms };
}

/** @param expectRoot whether the chain has to end at Amazon Root CA 1 */
export function lookAtChain({ chain, problem }: Connection, expectRoot: boolean): Seen {
  if (chain.length === 0) return { status: 'skip', detail: 'not looked at, because no certificate was shown' };
  const end = chain.at(-1)!;
  if (chain.some(isRoot)) {
    return {
      status: 'ok',
      detail: `the chain ends at ${ROOT}; whether the device trusts it, its own store alone can say`,
    };
  }
  if (problem && UNKNOWN_ISSUER.test(problem.cause ?? '') && end.issuer.includes(`CN=${ROOT}`)) {
    return {
      status: 'fail',
      detail: `the chain ends at ${ROOT}, which this machine does not trust`,
      remedy: `Import ${ROOT} (${ROOT_CERTIFICATE.url}, SHA-256 ${ROOT_CERTIFICATE.sha256Fingerprint}).`,
    };
  }
  if (!expectRoot) return { status: 'ok', detail: `the chain ends at ${end.issuer === end.subject ? nameOf(end) : issuerOf(end)}` };
  return {
    status: 'warn',
    detail: `the chain ends at ${issuerOf(end)} instead of ${ROOT}: something on the way opens TLS`,
    remedy: 'Exempt this host from TLS inspection, or import the inspecting CA into the device as well.',
  };
}

function isRoot({ subject, publicKey }: X509Certificate): boolean {
  return subject.split('\n').includes(`CN=${ROOT}`)
    && createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex') === ROOT_KEY_SHA256;
}
