import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ComponentFacts, ComponentSource } from './types';
import { BouncerComponent, BouncerConcern, BouncerProblem, ParsedBouncerConfig } from '../../bouncers';
import { OFFLINE_AFTER_HOURS, PlanTier, PUBLIC_SERVICE_URL, shortestInterval } from '../../model';
import { Seen } from '../examination';
import { isLoopbackHost } from '../network';
import { Finding } from '../types';

/** What a settings check looks at. */
export interface Settings {
  readonly config: ParsedBouncerConfig;
  readonly facts: ComponentFacts;
  readonly source: ComponentSource;
}

const WEIGHTS = { breaks: 'fail', risks: 'warn', unread: 'unknown' } as const;

const REMEDIES: { readonly [concern in BouncerConcern]: string } = {
  syntax: 'Mend the line that is named, then restart the component.',
  url: 'Give the base URL: http://HOST:8080/ of a local engine, or the integration\'s endpoint with a / at its end. Then restart the component.',
  key: 'Paste the key: a local engine prints one with "cscli bouncers add NAME", an integration shows its own once. Then restart the component.',
  mode: 'Set a mode that the component knows and the host has, then restart the component.',
  interval: 'Write the interval in the unit that this component reads, then restart the component.',
  extra: 'Set what is named, then restart the component.',
};

/** What the reading of the file says about one concern, the heaviest first; else what `fine` sees. */
export function findingOn(concern: BouncerConcern, { config, facts }: Settings, fine: () => Finding): Seen {
  const problems = config.problems.filter((problem) => problem.concern === concern && applies(problem, facts));
  const worst = (['breaks', 'risks', 'unread'] as const).find((weight) => problems.some((problem) => problem.weight === weight));
  if (worst === undefined) return fine();
  return { status: WEIGHTS[worst], detail: problems.map(({ text }) => text).join('; '), remedy: REMEDIES[concern] };
}

function applies({ onlyWithIntegration }: BouncerProblem, { pullsFrom }: ComponentFacts): boolean {
  return !onlyWithIntegration || pullsFrom !== 'engine';
}

/** Where a base URL leads. An unreadable one leads nowhere. */
export function destination(url: string | undefined): Pick<ComponentFacts, 'pullsFrom' | 'integrationId'> {
  if (url === undefined || !URL.canParse(url)) return {};
  const { hostname, pathname } = new URL(url);
  const integrationId = /\/integrations\/([^/]+)/.exec(pathname)?.[1];
  if (integrationId !== undefined) return { pullsFrom: 'integration', integrationId };
  return { pullsFrom: hostname === new URL(PUBLIC_SERVICE_URL).hostname ? 'integration' : 'engine' };
}

export function checkUrl(settings: Settings): Seen {
  const { facts: { url, pullsFrom, integrationId }, source } = settings;
  return findingOn('url', settings, () => {
    if (url === undefined) return { status: 'unknown', detail: 'the URL cannot be read here' };
    const { host, hostname, protocol } = new URL(url);
    if (pullsFrom === 'integration' && protocol === 'http:' && !isLoopbackHost(hostname)) {
      return { status: 'warn', detail: `leads to an integration at ${host} by http, so whoever is in between reads the key`, remedy: REMEDIES.url };
    }
    if (source.integrationId === undefined || source.integrationId === integrationId) {
      return { status: 'ok', detail: pullsFrom === 'engine' ? `leads to a local engine at ${host}` : `leads to an integration at ${host}` };
    }
    return {
      status: 'fail',
      detail: pullsFrom === 'engine'
        ? `leads to a local engine at ${host}, not to the integration ${source.integrationId}`
        : `leads to another integration than ${source.integrationId}`,
      remedy: 'Copy the integration\'s endpoint into it, then restart the component.',
    };
  });
}

export function checkKey(settings: Settings): Seen {
  return findingOn('key', settings, () => {
    const { apiKey } = settings.facts;
    if (apiKey === undefined) return { status: 'unknown', detail: 'the key is in another file, which is not read here' };
    if (!/[\s"'`]/.test(apiKey)) return { status: 'ok', detail: 'there is a key' };
    return { status: 'warn', detail: 'the key holds white space or quotes, which the component takes for a part of it', remedy: REMEDIES.key };
  });
}

/** Programs that the firewall bouncer calls; with the other modes it speaks to the kernel itself. */
const NEEDED: { readonly [mode: string]: readonly string[] } = { iptables: ['iptables', 'ipset'], ipset: ['ipset'], pf: ['pfctl'] };

export function checkMode(settings: Settings): Seen {
  return findingOn('mode', settings, () => {
    const { config: { mode, streams }, facts: { component } } = settings;
    if (component !== BouncerComponent.FIREWALL || mode === undefined) {
      return { status: 'ok', detail: streams === false ? 'asks a local engine for each address' : 'streams' };
    }
    const missing = (NEEDED[mode] ?? []).filter((program) => !isThere(program));
    if (missing.length === 0) return { status: 'ok', detail: `mode ${mode}` };
    return {
      status: 'warn',
      detail: `mode ${mode} needs ${missing.join(' and ')}, which this host does not have`,
      remedy: 'Install it, or choose the mode that the host has, such as nftables; if the component runs on another host, run the doctor there.',
    };
  });
}

function isThere(program: string): boolean {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, program));
      return true;
    } catch {
      return false;
    }
  });
}

export function checkInterval(settings: Settings): Seen {
  return findingOn('interval', settings, () => {
    const { config: { updateFrequencySeconds: seconds }, facts: { pullsFrom }, source } = settings;
    if (seconds === undefined) return { status: 'unknown', detail: 'how often it pulls is not in this file' };
    if (seconds >= OFFLINE_AFTER_HOURS * 3600) {
      return {
        status: 'warn',
        detail: `pulls every ${seconds} seconds: whoever did not pull for ${OFFLINE_AFTER_HOURS} hours is called offline`,
        remedy: 'Pull a little more often, as far as the plan allows.',
      };
    }
    const plan = source.plan ?? PlanTier.ENTERPRISE;
    const shortest = shortestInterval(plan).toSeconds();
    if (pullsFrom !== 'integration' || seconds >= shortest) return { status: 'ok', detail: `pulls every ${seconds} seconds` };
    return {
      status: 'warn',
      detail: `pulls every ${seconds} seconds, more often than every ${shortest}, which is what CrowdSec documents for the plan ${plan}`,
      remedy: 'If pulls are answered with 429, make the interval longer.',
    };
  });
}

export function checkExtra(settings: Settings): Seen {
  return findingOn('extra', settings, () => ({ status: 'ok', detail: 'nothing that it needs is missing' }));
}
