import { X509Certificate } from 'node:crypto';
import { hostsOf, issuerOf, minute, nameOf, ruledOut } from './certificates';
import { authority, type ConnectFailure, type Peer, type TunnelAnswer, type Waiting } from './connect';

/** Why a connection did not come to be: what was seen, and what to do next. */
export interface Explanation {
  readonly code: 'CONNECTION_FAILED' | 'TLS_FAILED';
  readonly happened: string;
  readonly next: string;
  /** It will be the same the next time, until somebody corrects something. */
  readonly permanent?: boolean;
}

/** What the words are made of. */
interface Seen {
  readonly host: string;
  /** `HOST:PORT`, and the proxy that leads there. */
  readonly where: string;
  /** Where the address comes from. */
  readonly setting: string;
  /** What the system or OpenSSL said. */
  readonly said: string;
  /** The peer's certificates, its own first. */
  readonly chain: readonly X509Certificate[];
  /** Certificates that the configuration trusts beside Node's. */
  readonly added: readonly X509Certificate[];
  readonly now: Date;
}

type Words<S> = (seen: S) => readonly [happened: string, next: string];

const TRUST = 'put that CA\'s certificate in PEM into ca_certificate_pem, or the name of its file into the environment variable NODE_EXTRA_CA_CERTS';

/** The way to the address, by the system's code: what stands behind "cannot connect to HOST:PORT: ". */
const ADDRESS: { readonly [code: string]: Words<Seen> | undefined } = {
  ENOTFOUND: ({ host, setting }) => [`DNS knows no host "${host}"`, `Check the host in ${setting}, and which DNS server this machine asks.`],
  EAI_AGAIN: ({ host }) => [`DNS gave no answer for "${host}"`, 'Check that this machine reaches its DNS server, and try again.'],
  ECONNREFUSED: ({ setting }) => ['nothing listens there', `Check host and port in ${setting}, and that it runs.`],
  ENETUNREACH: () => ['this machine has no route to that network', 'Check its network, its VPN and, for an address of IPv6, whether it has IPv6.'],
  EHOSTUNREACH: () => ['the network has no way to that host', 'Check that it is up, and routes and firewalls on the way.'],
  ETIMEDOUT: () => ['no answer came, and the system gave up', 'A firewall on the way may drop packets: check it, and whether a proxy is needed (HTTPS_PROXY).'],
  ECONNRESET: () => ['the connection was reset while it was opened', 'Check firewalls on the way, and try again.'],
  EACCES: () => ['this machine\'s own rules forbid it', 'Check its firewall and sandbox.'],
};

interface DateWords {
  readonly isOut: (now: Date) => (certificate: X509Certificate) => boolean;
  readonly says: (certificate: X509Certificate) => string;
  readonly otherwise: string;
}

const EXPIRED: DateWords = {
  isOut: (now) => ({ validTo }) => new Date(validTo) < now,
  says: ({ validTo }) => `expired on ${minute(new Date(validTo))}`,
  otherwise: 'has expired',
};

const NOT_YET: DateWords = {
  isOut: (now) => ({ validFrom }) => new Date(validFrom) > now,
  says: ({ validFrom }) => `is valid only from ${minute(new Date(validFrom))} on`,
  otherwise: 'is not valid yet',
};

/** TLS, by Node's or OpenSSL's code: the first that fits. */
const TLS: readonly (readonly [code: RegExp, words: Words<Seen>])[] = [
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, ({ where, host, setting, chain }) => [
    `the certificate is for another host: that of ${where} names ${hostsOf(chain[0])}, not ${host}`, `Check the host in ${setting}, or give the server a certificate for it.`,
  ]],
  [/^CERT_HAS_EXPIRED$/, (seen) => [datedOf(seen, EXPIRED), 'Have it renewed; if that day is still to come, set this machine\'s clock right.']],
  [/^CERT_NOT_YET_VALID$/, (seen) => [datedOf(seen, NOT_YET), 'Set this machine\'s clock right; if it is, have the certificate made again.']],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, ({ where, chain }) => [
    `the certificate of ${where} is self-signed (${nameOf(chain[0])})`,
    'If the server is yours, put this very certificate in PEM into ca_certificate_pem; if not, something stands in between.',
  ]],
  [/^SELF_SIGNED_CERT_IN_CHAIN$/, ({ where, chain }) => [
    `the certificate of ${where} comes from the CA ${nameOf(chain.at(-1))}, which is not trusted`, `If that is a CA of yours, or of a proxy that opens TLS, ${TRUST}.`,
  ]],
  [/^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/, ({ where, chain }) => [
    `${where} shows its own certificate alone, and its issuer ${issuerOf(chain[0])} is not known`,
    `If that is an intermediate CA, let the server send its certificate too; if it is a CA of yours, ${TRUST}.`,
  ]],
  [/^UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?$/, ({ where, chain }) => [
    `the certificates of ${where} end at the issuer ${issuerOf(chain.at(-1))}, which is not known`, `If that is a CA of yours, ${TRUST}.`,
  ]],
  [/^INVALID_CA$|^INVALID_PURPOSE$|^PATH_LENGTH_EXCEEDED$/, ({ where, said, chain }) => [
    `${where} shows a certificate that was made for something else (${said}): ${chain.map(nameOf).join(', signed by ')}`, 'Have it made as a server\'s certificate, by a CA that may sign it.',
  ]],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/, ({ where }) => [`${where} speaks only versions of TLS that are too old`, 'Have TLS 1.2 or 1.3 turned on there.']],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, ({ where, setting }) => [
    `${where} does not speak TLS, but perhaps plain http`, `Check the port in ${setting}, and whether https is right there.`,
  ]],
  [/CERTIFICATE_REQUIRED|ALERT_HANDSHAKE_FAILURE|ALERT_BAD_CERTIFICATE/, ({ where, said }) => [
    `${where} broke off the TLS handshake, as a server does that demands a client's certificate (${said})`, 'This client sends none: use an address that demands none.',
  ]],
  [/TOO_SMALL|TOO_WEAK/, ({ where, said }) => [`the keys or signatures of ${where} are too weak (${said})`, 'Have its certificate made again, with a longer key and SHA-256.']],
];

const CUT_IN_HANDSHAKE: Words<Seen> = ({ where }) => [
  `the connection to ${where} was closed during the TLS handshake`, 'Something on the way may cut off what it does not allow: check firewall and proxy, and try again.',
];

interface TunnelSeen extends Seen {
  readonly answer: TunnelAnswer;
  readonly target: string;
  readonly loggedIn: boolean;
}

/** A proxy's answer in place of a tunnel, by status. */
const TUNNEL: { readonly [status: number]: Words<TunnelSeen> | undefined } = {
  403: ({ where, target }) => [`${where} forbids a connection to ${target}`, 'Have that host allowed in the proxy, or put it into NO_PROXY if it can be reached without.'],
  407: ({ where, setting, answer: { schemes }, loggedIn }) => {
    if (schemes.length > 0 && !schemes.some((scheme) => /^basic$/i.test(scheme))) {
      return [`${where} lets in only who logs in by ${schemes.join(' or ')} (407)`, 'Only Basic is spoken here: run a local proxy that logs in there (cntlm, px), and name that one.'];
    }
    return loggedIn
      ? [`${where} does not accept the user and password (407)`, `Check both in ${setting}; what is special in a URL (@ : / # %) must be percent-encoded.`]
      : [`${where} asks for a user and password (407)`, `Write them into ${setting}: http://USER:PASSWORD@HOST:PORT.`];
  },
  502: ({ where, target }) => [`${where} got no good connection to ${target} (502)`, 'Check the host in the API URL; the proxy\'s log says more.'],
  503: ({ where, target }) => [`${where} cannot connect to ${target} (503)`, 'Check the host in the API URL, and the proxy\'s own DNS; the proxy\'s log says more.'],
  504: ({ where, target }) => [`${where} waited too long for ${target} (504)`, 'Check the proxy\'s way to the outside; the proxy\'s log says more.'],
};

const OTHER_TUNNEL_ANSWER: Words<TunnelSeen> = ({ where, setting, target, answer: { status, reason } }) => [
  `${where} answered ${status}${reason && ` (${reason})`} when asked for a tunnel to ${target}`, `Check that ${setting} names a proxy that knows CONNECT.`,
];

const NO_TUNNEL_ANSWER: Words<TunnelSeen> = ({ where, setting, target, said }) => [
  `${where} took the connection, but gave no answer that can be read when asked for a tunnel to ${target} (${said})`,
  `Check that ${setting} names a proxy, and whether it is to be reached by http:// or https://.`,
];

/** What a connection waited for when the time was over. */
const WAITED: { readonly [stage in Waiting['stage']]: Words<{ readonly where: string }> } = {
  address: ({ where }) => [`no connection to ${where}`, 'A firewall on the way may drop packets: check it, and whether a proxy is needed (HTTPS_PROXY).'],
  tunnel: ({ where }) => [`${where} took the connection, but did not open a tunnel`, 'Check the proxy and its way to the outside.'],
  tls: ({ where }) => [`${where} took the connection, but did not finish the TLS handshake`, 'Check that https is spoken there, and what is on the way.'],
};

/** @param added certificates that the configuration trusts beside Node's own */
export function explainUnreachable(failure: ConnectFailure, added: readonly X509Certificate[], now = new Date()): Explanation {
  const { stage, peer, code = '', message, facts } = failure;
  const chain = (facts.chain ?? []).map((der) => new X509Certificate(der));
  const seen: Seen = { host: peer.host, where: whereOf(peer), setting: settingOf(peer), said: message, chain, added, now };
  if (stage === 'address') {
    const [reason, next] = ADDRESS[code]?.(seen) ?? [message, 'Check network, firewall and proxy, and try again.'];
    return { code: 'CONNECTION_FAILED', happened: `cannot connect ${peer.role === 'proxy' ? 'through' : 'to'} ${seen.where}: ${reason}`, next };
  }
  if (stage === 'tunnel') {
    const { answer } = facts;
    const tunnel = { ...seen, answer: answer!, target: authority(peer.target!), loggedIn: peer.proxy?.authorization !== undefined };
    const words = answer ? TUNNEL[answer.status] ?? OTHER_TUNNEL_ANSWER : NO_TUNNEL_ANSWER;
    return { ...explained('CONNECTION_FAILED', words, tunnel), permanent: answer && answer.status < 500 };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') return explained('CONNECTION_FAILED', CUT_IN_HANDSHAKE, seen);
  const found = TLS.find(([pattern]) => pattern.test(code))?.[1];
  return explained('TLS_FAILED', found ?? (({ where, said }) => [`no trusted TLS with ${where}: ${said}`, 'Check its certificate and its TLS settings.']), seen);
}

export function explainWaiting({ stage, peer }: Waiting): readonly [happened: string, next: string] {
  return WAITED[stage]({ where: whereOf(peer) });
}

function explained<S>(code: Explanation['code'], words: Words<S>, seen: S): Explanation {
  const [happened, next] = words(seen);
  return { code, happened, next };
}

function whereOf(peer: Peer): string {
  if (peer.role === 'proxy') return `the proxy ${authority(peer)}`;
  return peer.via ? `${authority(peer)} (through the proxy ${new URL(peer.via.url).host})` : authority(peer);
}

function settingOf({ proxy }: Peer): string {
  return proxy ? proxy.variable : 'the API URL';
}

/** Whose date it is, who made it, what its date says, and the clock that it was compared with. */
function datedOf({ where, chain, added, now }: Seen, { isOut, says, otherwise }: DateWords): string {
  const clock = `; this machine's clock says ${minute(now)}`;
  const found = ruledOut(chain, added, isOut(now));
  if (!found) return `a certificate of ${where}, or of a CA above it, ${otherwise}${clock}`;
  const whose = {
    own: `the certificate of ${where}`,
    chain: `the certificate of a CA above that of ${where}`,
    added: `the CA's certificate in ca_certificate_pem, which signed that of ${where},`,
  }[found.place];
  return `${whose} (${nameOf(found.certificate)}) ${says(found.certificate)}${clock}`;
}
