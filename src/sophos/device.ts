import { rootCertificates } from 'node:tls';
import { Agent, fetch, FormData } from 'undici';
import { Answer, readAnswer } from './answer';
import { SophosError } from './errors';
import { DeviceSettings } from './settings';

const PATH = '/webconsole/APIController';
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$|EPROTO$)/;

/** A device's XML interface. */
export interface Device {
  send(xml: string): Promise<Answer>;
  close(): Promise<void>;
}

export function connect(settings: DeviceSettings): Device {
  const { origin, timeoutMs, ca, insecure } = settings;
  const dispatcher = new Agent({
    connect: { ca: ca && [...rootCertificates, ca], rejectUnauthorized: !insecure, timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    async send(xml) {
      const body = new FormData();
      body.set('reqxml', xml);
      const signal = AbortSignal.timeout(timeoutMs);
      let status: number;
      let text: string;
      try {
        const response = await fetch(`${origin}${PATH}`, { method: 'POST', body, dispatcher, signal, redirect: 'manual' });
        status = response.status;
        text = await response.text();
      } catch (error) {
        throw unreachable(error, settings);
      }
      if (status !== 200) {
        throw new SophosError(`${origin} answered with the HTTP status ${status} in place of 200. Look whether it is the firewall, with the port of its `
          + 'web admin console; if it is, try again when it has less to do');
      }
      return readAnswer(text);
    },
    close: () => dispatcher.close(),
  };
}

function unreachable(error: unknown, { origin, timeoutMs, ca }: DeviceSettings): SophosError {
  const { code, message } = innermost(error);
  if (/Timeout/i.test(message) || /TIMEOUT/.test(code) || (error as Error).name === 'TimeoutError') {
    return new SophosError(`${origin} did not answer within ${timeoutMs / 1000} seconds. Look whether the machine that runs Terraform reaches it; a busy firewall `
      + 'may need more time: set SOPHOS_TIMEOUT_SECONDS');
  }
  if (TLS_CODE.test(code)) {
    const instead = ca ? 'Look whether "caCertificate" is the one that its chain ends in, and whether it bears the hostname' : 'Give the certificate of its CA in '
      + '"caCertificate", and a certificate that bears the hostname to the firewall';
    return new SophosError(`the certificate of ${origin} cannot be trusted (${code}). ${instead}; "insecure: true" leaves it unchecked`);
  }
  return new SophosError(`${origin} cannot be reached (${code || message}). Look whether the hostname is right, whether the machine that runs Terraform reaches it, `
    + 'and whether the zone may use HTTPS administration');
}

/** The cause at the bottom: fetch says no more than that it failed. */
function innermost(error: unknown): { readonly code: string; readonly message: string } {
  let current: any = error;
  while (current?.cause) current = current.cause;
  // Of several addresses that were tried, the last.
  if (Array.isArray(current?.errors)) current = current.errors[current.errors.length - 1];
  return { code: String(current?.code ?? ''), message: String(current?.message ?? current) };
}
