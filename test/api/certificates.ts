import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const LIFETIME = { notBefore: new Date('2020-01-01'), notAfter: new Date('2100-01-01') };

/** A CA made for one test, and a server's certificate that it signed. */
export interface TestCertificates {
  readonly ca: string;
  readonly server: { readonly key: string; readonly cert: string };
}

export async function makeCertificates(name: { readonly type: 'dns' | 'ip'; readonly value: string }): Promise<TestCertificates> {
  const caKeys = await keys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=Test CA of ${name.value}`, keys: caKeys, signingAlgorithm: ALGORITHM, ...LIFETIME, extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  }, webcrypto);
  const serverKeys = await keys();
  const server = await x509.X509CertificateGenerator.create({
    subject: 'CN=server',
    issuer: ca.subject,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    ...LIFETIME,
    extensions: [new x509.SubjectAlternativeNameExtension([name])],
  }, webcrypto);
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey), 'PRIVATE KEY');
  return { ca: ca.toString('pem'), server: { key, cert: server.toString('pem') } };
}

function keys() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
