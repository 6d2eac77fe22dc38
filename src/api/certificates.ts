import type { X509Certificate } from 'node:crypto';
import { printable, quoted } from '../model';

const LONGEST_HOSTS = 200;

/** A certificate's own name in one line, in quotes. */
export function nameOf(certificate: X509Certificate | undefined): string {
  return inOneLine(certificate?.subject);
}

/** The name of who signed it. */
export function issuerOf(certificate: X509Certificate | undefined): string {
  return inOneLine(certificate?.issuer);
}

/** The hosts that it is for. */
export function hostsOf(certificate: X509Certificate | undefined): string {
  const names = (certificate?.subjectAltName ?? '').split(', ').map((name) => printable(name.replace(/^(DNS|IP Address):/, ''))).join(', ');
  if (names === '') return `no host (its name is ${nameOf(certificate)})`;
  return names.length > LONGEST_HOSTS ? `${names.slice(0, LONGEST_HOSTS)}…` : names;
}

/** The first of a chain that a date rules out; a chain may end before the CA, which is then among those that the configuration added. */
export function ruledOut(
  chain: readonly X509Certificate[], added: readonly X509Certificate[], isOut: (certificate: X509Certificate) => boolean,
): { readonly certificate: X509Certificate; readonly place: 'own' | 'chain' | 'added' } | undefined {
  const sent = chain.find(isOut);
  if (sent) return { certificate: sent, place: sent === chain[0] ? 'own' : 'chain' };
  const ca = added.find((candidate) => isOut(candidate) && chain.some((certificate) => certificate.checkIssued(candidate)));
  return ca && { certificate: ca, place: 'added' };
}

/** `2026-11-21 00:31 UTC` */
export function minute(date: Date): string {
  return Number.isNaN(Number(date)) ? 'an unreadable date' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function inOneLine(name: string | undefined): string {
  return name ? quoted(name.split('\n').join(', ')) : 'without a name';
}
