import { X509Certificate } from 'node:crypto';
import { checkServiceUrl, KEY_VARIABLES, PUBLIC_SERVICE_URL, URL_VARIABLE } from '../model';
import { NUMBER, Schema, STRING } from '../tfplugin';
import { numberWithin, text, wholeNumber } from './validators';

export const DEFAULT_TIMEOUT_SECONDS = 30;
export const DEFAULT_MAX_RETRIES = 5;

/** The provider's configuration. */
export const configSchema: Schema = {
  description: 'CrowdSec\'s Service API: integrations that serve blocklists to firewalls and remediation components, '
    + 'what they subscribe to, and the catalogue to choose from.',
  attributes: {
    api_key: {
      type: STRING,
      optional: true,
      sensitive: true,
      description: 'Key of the organisation, made in the CrowdSec console. Default: the environment variable '
        + `\`${KEY_VARIABLES[0]}\`, else \`${KEY_VARIABLES[1]}\` (both may be set only if they hold the same key). `
        + 'Prefer the environment: a key written into the configuration ends up wherever that is kept.',
      validators: [text(checkApiKey)],
    },
    api_url: {
      type: STRING,
      optional: true,
      description: `Base URL of the Service API. Default: the environment variable \`${URL_VARIABLE}\`, else \`${PUBLIC_SERVICE_URL}\`. `
        + 'Plain `http` is refused unless the host is loopback, because it would show the key to the network.',
      validators: [text(checkServiceUrl)],
    },
    expected_organization_id: {
      type: STRING,
      optional: true,
      description: 'Id of the organisation that the key must belong to. It is compared before the first request of a run, '
        + 'so that a wrong key changes nothing in the wrong organisation. Default: not compared.',
      validators: [text((id) => (id.trim() ? undefined : 'the organisation\'s id is empty; leave it out to skip the comparison'))],
    },
    request_timeout_seconds: {
      type: NUMBER,
      optional: true,
      description: 'Bound of one request in seconds, from its connection to the end of its answer, from 0.1 to 600; each repeat has it anew. '
        + `Default: ${DEFAULT_TIMEOUT_SECONDS}.`,
      validators: [numberWithin('request timeout', 0.1, 600)],
    },
    max_retries: {
      type: NUMBER,
      optional: true,
      description: 'Repeats of a request after its first attempt: after 429, and after lost connections, time-outs and the statuses 502, 503 and 504 '
        + 'where repeating does no harm; a write that may have been carried out is looked for first. A `Retry-After` of more than two minutes is not '
        + `waited for. 0 turns repeating off. Default: ${DEFAULT_MAX_RETRIES}.`,
      validators: [wholeNumber('number of retries', 0)],
    },
    requests_per_second: {
      type: NUMBER,
      optional: true,
      description: 'Most requests that any second sees, at the service too, from 0.01 to 10,000. It holds for each run and each `provider` block '
        + 'by itself. Default: unlimited; a service that answers 429 is waited for all the same.',
      validators: [numberWithin('number of requests per second', 0.01, 10_000)],
    },
    ca_certificate_pem: {
      type: STRING,
      optional: true,
      description: 'Certificates in PEM form that are trusted beside those that Node.js knows, for a proxy that ends TLS. Default: none.',
      validators: [text(checkCertificates)],
    },
  },
};

/** Says what is wrong with a key, without showing it. */
export function checkApiKey(key: string): string | undefined {
  if (key === '') return 'the key is empty; leave it out to take it from the environment, or give the organisation\'s key';
  if (!/^[\x21-\x7e]+$/.test(key)) return 'the key holds a space, a line break or another character that no key has; trimspace() drops those around it';
  return undefined;
}

function checkCertificates(pem: string): string | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (!blocks) return 'there is no certificate in it; give the certificates in PEM form, from "-----BEGIN CERTIFICATE-----" on';
  const broken = blocks.findIndex((block) => !isCertificate(block));
  return broken < 0 ? undefined : `certificate ${broken + 1} of ${blocks.length} cannot be read; give it in PEM form, unchanged`;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
