import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { ClientOptionError } from './errors';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const OTHER_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----/;

/** Which servers' certificates are believed. */
export interface Trust {
  /** Certificates beside those that Node trusts by itself. */
  readonly added: readonly X509Certificate[];
  /** For the first connection; Node's own trust when it answers nothing. */
  context(): tls.SecureContext | undefined;
}

/** @param pem certificates to trust beside Node's; each is checked, so that a bad one is named before anything is sent */
export function trustOf(pem: string | undefined): Trust {
  if (pem === undefined) return { added: [], context: () => undefined };
  const added = parseCertificates(pem);
  return { added, context: () => tls.createSecureContext({ ca: [...trustedByNode(), ...added.map(String)] }) };
}

function parseCertificates(pem: string): X509Certificate[] {
  if (PRIVATE_KEY.test(pem)) {
    throw new ClientOptionError('caCertificatePem', 'holds a private key (not shown), which has no business there: give the CA\'s certificate alone, and take care of '
      + 'where the key has been written to');
  }
  const certificates = pem.match(CERTIFICATE) ?? [];
  if (certificates.length < pem.split(BEGIN).length - 1) {
    throw new ClientOptionError('caCertificatePem', `has ${pem.split(BEGIN).length - 1} lines "${BEGIN}", but only ${certificates.length} whole certificates; was the end cut off?`);
  }
  if (certificates.length === 0) throw new ClientOptionError('caCertificatePem', noCertificate(pem));
  return certificates.map((certificate, index) => {
    try {
      return new X509Certificate(certificate);
    } catch {
      const reason = certificate.includes('\\n') ? 'its line breaks are written as \\n: give them as line breaks' : 'is it whole?';
      throw new ClientOptionError('caCertificatePem', `certificate ${index + 1} of ${certificates.length} cannot be read; ${reason}`);
    }
  });
}

function noCertificate(pem: string): string {
  if (pem.trim() === '') return 'is empty; give the CA\'s certificate in PEM, or leave it out';
  if (OTHER_BLOCK.test(pem)) return `holds a block "${OTHER_BLOCK.exec(pem)![1]}", but no certificate; give the CA's certificate in PEM`;
  return `holds no "${BEGIN}" block; give the CA's certificate in PEM, not its path: file("ca.pem")`;
}

/** Node leaves out NODE_EXTRA_CA_CERTS as soon as it is given a list; only newer versions say what their default list is. */
function trustedByNode(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  if (getCACertificates) return getCACertificates('default');
  return [...tls.rootCertificates, ...extraCertificates()];
}

function extraCertificates(): string[] {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (!file) return [];
  try {
    return readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
  } catch {
    return []; // Node itself goes on without a file that it cannot read, after a warning
  }
}
