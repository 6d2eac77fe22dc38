import 'reflect-metadata'; // the certificate library does not load without it
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** The plugin's identity for one run: Terraform trusts exactly the certificate that the handshake prints. */
export interface Identity {
  readonly keyPem: Buffer;
  readonly certificatePem: Buffer;
  readonly certificateDer: Buffer;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** Makes a key that never leaves the process, and its certificate. Elliptic: an RSA key takes longer than all the rest of the start. */
export async function createIdentity(now = Date.now()): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    // Clocks may differ a little, and an apply may take long.
    notBefore: new Date(now - HOUR),
    notAfter: new Date(now + YEAR),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  }, webcrypto);
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    keyPem: Buffer.from(`-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`),
    certificatePem: Buffer.from(certificate.toString('pem')),
    certificateDer: Buffer.from(certificate.rawData),
  };
}
