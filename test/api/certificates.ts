import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const LIFETIME = { notBefore: new Date('2020-01-01'), notAfter: new Date('2100-01-01') };

export type HostName = { readonly type: 'dns' | 'ip'; readonly value: string };

/** Private key and certificate in PEM, as a server takes them; further certificates may follow the first. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A CA made for one test, and a server's certificate that it signed. */
export interface TestCertificates {
  readonly ca: string;
  readonly server: Identity;
}

interface Lifetime {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export async function makeCertificates(name: HostName): Promise<TestCertificates> {
  const root = await TestAuthority.root(`Test CA of ${name.value}`);
  return { ca: root.pem, server: await root.issue(name) };
}

/** A certificate for a host that is signed with its own key. */
export async function selfSigned(name: HostName): Promise<Identity> {
  const pair = await keys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name.value}`, keys: pair, signingAlgorithm: ALGORITHM, ...LIFETIME, extensions: [new x509.SubjectAlternativeNameExtension([name])],
  }, webcrypto);
  return identity(pair, cert);
}

/** A certificate authority, at the root or below another one. */
export class TestAuthority {
  static async root(commonName: string, lifetime: Lifetime = LIFETIME): Promise<TestAuthority> {
    const pair = await keys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${commonName}`, keys: pair, signingAlgorithm: ALGORITHM, ...lifetime, extensions: [MAY_SIGN],
    }, webcrypto);
    return new TestAuthority(pair, certificate);
  }

  /** Its certificate. */
  readonly pem: string;

  private constructor(private readonly pair: CryptoKeyPair, private readonly certificate: x509.X509Certificate) {
    this.pem = `${certificate.toString('pem')}\n`;
  }

  /** @param maySign whether its certificate says that it is a CA's */
  async below(commonName: string, { lifetime = LIFETIME, maySign = true } = {}): Promise<TestAuthority> {
    const pair = await keys();
    return new TestAuthority(pair, await this.sign(`CN=${commonName}`, pair, lifetime, maySign ? [MAY_SIGN] : []));
  }

  async issue(name: HostName, lifetime: Lifetime = LIFETIME): Promise<Identity> {
    const pair = await keys();
    return identity(pair, await this.sign('CN=server', pair, lifetime, [new x509.SubjectAlternativeNameExtension([name])]));
  }

  private sign(subject: string, pair: CryptoKeyPair, lifetime: Lifetime, extensions: x509.Extension[]): Promise<x509.X509Certificate> {
    const issuer = { issuer: this.certificate.subject, signingKey: this.pair.privateKey, signingAlgorithm: ALGORITHM };
    return x509.X509CertificateGenerator.create({ ...issuer, ...lifetime, subject, publicKey: pair.publicKey, extensions }, webcrypto);
  }
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;

const MAY_SIGN = new x509.BasicConstraintsExtension(true, 2, true);

function keys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function identity(pair: CryptoKeyPair, certificate: x509.X509Certificate): Promise<Identity> {
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey), 'PRIVATE KEY');
  return { key, cert: `${certificate.toString('pem')}\n` };
}
