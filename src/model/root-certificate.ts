/** A certificate that ends a chain, as an administrator compares it. */
export interface RootCertificate {
  /** Its common name. */
  readonly commonName: string;
  /** Where its maker publishes it, in PEM form. */
  readonly url: string;
  /** SHA-1 fingerprint, upper-case hexadecimal in pairs with `:`. */
  readonly sha1Fingerprint: string;
  /** SHA-256 fingerprint, upper-case hexadecimal in pairs with `:`. */
  readonly sha256Fingerprint: string;
  /** Last day on which it is valid, `YYYY-MM-DD`. */
  readonly validUntil: string;
}

/** What the certificate of `admin.api.crowdsec.net` chains to. Source: CrowdSec's documentation; the figures are Amazon Trust Services'. */
export const ROOT_CERTIFICATE: RootCertificate = {
  commonName: 'Amazon Root CA 1',
  url: 'https://www.amazontrust.com/repository/AmazonRootCA1.pem',
  sha1Fingerprint: '8D:A7:F9:65:EC:5E:FC:37:91:0F:1C:6E:59:FD:C1:CC:6A:6E:DE:16',
  sha256Fingerprint: '8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E',
  validUntil: '2038-01-17',
};
