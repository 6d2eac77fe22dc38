import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { ClientOptionError } from './errors';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, each checked, so that a bad one is named before anything is sent. */
export function parseCertificates(pem: string): string[] {
  const certificates = pem.match(CERTIFICATE) ?? [];
  if (certificates.length === 0) {
    throw new ClientOptionError('caCertificatePem', 'holds no "-----BEGIN CERTIFICATE-----" block; give the CA\'s certificate in PEM, not its path');
  }
  certificates.forEach((certificate, index) => {
    try {
      new X509Certificate(certificate);
    } catch {
      throw new ClientOptionError('caCertificatePem', `certificate ${index + 1} of ${certificates.length} cannot be read; is it whole?`);
    }
  });
  return certificates;
}

/** A TLS context that trusts the given certificates beside those that Node trusts by itself. */
export function trusting(certificates: readonly string[]): tls.SecureContext {
  return tls.createSecureContext({ ca: [...trustedByNode(), ...certificates] });
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
