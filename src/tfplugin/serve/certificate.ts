import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** The plugin's identity for one run: Terraform trusts exactly the certificate that the handshake prints. */
export interface Identity {
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly certificateDer: Buffer;
}

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/**
 * Makes a key that never leaves the process, and its certificate. Elliptic: an RSA key takes longer than all the rest of the start.
 * The certificate is spelled out here, because every library for it takes longer to load than Node takes to start.
 */
export function createIdentity(now = Date.now()): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const certificate = selfSigned({
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    signed: (bytes) => sign('sha256', bytes, privateKey),
    // Clocks may differ a little, and an apply may take long.
    notBefore: new Date(now - HOUR),
    notAfter: new Date(now + YEAR),
  });
  return {
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    certificateDer: certificate,
  };
}

/** Tags of ASN.1 in DER. */
const TAG = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, utf8: 0x0c, utcTime: 0x17, time: 0x18, sequence: 0x30, set: 0x31 };
/** A tag whose meaning the surrounding structure gives: of a value made of others, or of bytes. */
const context = (number: number) => 0xa0 + number;
const contextBytes = (number: number) => 0x80 + number;

const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  keyUsage: '551d0f',
  subjectAltName: '551d11',
  extKeyUsage: '551d25',
  serverAuth: '2b06010505070301',
};

interface CertificateFacts {
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Buffer;
  /** ECDSA over SHA-256. */
  readonly signed: (bytes: Buffer) => Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** An X.509 certificate (RFC 5280) for `localhost` as a server, signed by its own key. */
function selfSigned({ publicKey, signed, notBefore, notAfter }: CertificateFacts): Buffer {
  const algorithm = der(TAG.sequence, oid(OID.ecdsaWithSha256));
  const name = der(TAG.sequence, der(TAG.set, der(TAG.sequence, oid(OID.commonName), der(TAG.utf8, Buffer.from('localhost')))));
  const extensions = [
    extension(OID.subjectAltName, der(TAG.sequence, der(contextBytes(2), Buffer.from('localhost')))),
    // Digital signature: the first bit, and seven bits unused.
    extension(OID.keyUsage, der(TAG.bits, Buffer.from([7, 0b1000_0000])), CRITICAL),
    extension(OID.extKeyUsage, der(TAG.sequence, oid(OID.serverAuth))),
  ];
  const content = der(TAG.sequence,
    der(context(0), der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.from([1]), randomBytes(15)),
    algorithm,
    name,
    der(TAG.sequence, time(notBefore), time(notAfter)),
    name,
    publicKey,
    der(context(3), der(TAG.sequence, ...extensions)),
  );
  return der(TAG.sequence, content, algorithm, der(TAG.bits, Buffer.from([0]), signed(content)));
}

const CRITICAL = der(TAG.boolean, Buffer.from([0xff]));

function extension(id: string, value: Buffer, critical: Buffer = Buffer.alloc(0)): Buffer {
  return der(TAG.sequence, oid(id), critical, der(TAG.octets, value));
}

function oid(hex: string): Buffer {
  return der(TAG.oid, Buffer.from(hex, 'hex'));
}

/** RFC 5280 has two forms, and says until when the short one is to be used. */
function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050 ? der(TAG.utcTime, Buffer.from(digits.slice(2))) : der(TAG.time, Buffer.from(digits));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

/** Nothing in a certificate comes near 64 KiB. */
function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100];
}
