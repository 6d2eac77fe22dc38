import { PUBLIC_SERVICE_URL } from '../model';
import { parseGoDuration } from './frequency';
import { BouncerConcern, BouncerProblem } from './problem';

/** The live service; its URLs name an integration. */
const SERVICE_HOST = new URL(PUBLIC_SERVICE_URL).hostname;

const STREAM_PATH = /\/v1\/decisions(\/stream)?\/?$/;

const LIVE_ONLY = 'an integration answers no question about one address, so nothing would be blocked';

/** What an example has in the place of a key. */
const PLACEHOLDER = /^<.*>$|^\$\{.*\}$|^(your|change|paste)[-_ ]?(me|this|here|my|api|bouncer|key|the)/i;

/** Of a problem that a local engine takes away. */
export const ONLY_WITH_INTEGRATION = true;

/**
 * How a component makes the request's URL of its base URL: it asks for the `/` at the end to be there, it adds one, or it takes away
 * what is there.
 */
type Join = 'needs-slash' | 'adds-slash' | 'any';

/** What a file says, and what is wrong with it, collected while it is read. No message holds a URL or a key. */
export class Reading {
  readonly problems: BouncerProblem[] = [];

  /** @param syntax what is wrong with the file before its settings are looked at */
  constructor(syntax: readonly string[] = []) {
    for (const text of syntax) this.breaks('syntax', text);
  }

  /** Notes what keeps the component from starting, pulling or blocking. */
  breaks(concern: BouncerConcern, text: string, onlyWithIntegration = false): void {
    this.problems.push({ concern, text, weight: 'breaks', onlyWithIntegration });
  }

  /** Notes what makes it do less than is meant. */
  risks(concern: BouncerConcern, text: string, onlyWithIntegration = false): void {
    this.problems.push({ concern, text, weight: 'risks', onlyWithIntegration });
  }

  /** Notes what cannot be seen from here. */
  unread(concern: BouncerConcern, text: string): void {
    this.problems.push({ concern, text, weight: 'unread', onlyWithIntegration: false });
  }

  /** Notes what is wrong with the base URL, and gives it back. */
  url(name: string, value: string | undefined, join: Join = 'any'): string | undefined {
    if (!value) return this.miss('url', name);
    let url: URL;
    try {
      url = new URL(value);
    } catch {
      this.breaks('url', `${name}: is no URL; write it as https://HOST/PATH/`);
      return value;
    }
    if (!/^https?:$/.test(url.protocol)) {
      this.breaks('url', `${name}: is no URL of http or https`);
    } else if (url.hostname === SERVICE_HOST && url.protocol === 'http:') {
      this.breaks('url', `${name}: is http, so the key is sent in clear text to who is in between; write https`);
    } else if (STREAM_PATH.test(url.pathname)) {
      this.breaks('url', `${name}: ends with /v1/decisions/stream, which the component adds itself; end it with the integration's ID and a /`);
    } else if (url.hostname === SERVICE_HOST && !/^\/v1\/integrations\/[^/]+\/?$/.test(url.pathname)) {
      this.breaks('url', `${name}: names no integration; write it as https://${SERVICE_HOST}/v1/integrations/ID/`);
    } else if (join === 'needs-slash' && !value.endsWith('/')) {
      this.breaks('url', `${name}: must end with a /, because the component only adds v1/decisions/stream to it`);
    } else if (join === 'adds-slash' && !value.endsWith('/')) {
      this.risks('url', `${name}: does not end with a /, which the component adds; end it with one, for others that read the same line`);
    }
    return value;
  }

  /** Notes what is wrong with the key, and gives it back. */
  key(name: string, value: string | undefined): string | undefined {
    if (!value) return this.miss('key', name);
    if (PLACEHOLDER.test(value)) {
      this.breaks('key', `${name}: still holds the placeholder of an example`);
      return undefined;
    }
    return value;
  }

  /** A text in which a variable of the environment would stand: what it holds cannot be read here. */
  resolved(concern: BouncerConcern, name: string, value: string | undefined, variable: RegExp): string | undefined {
    if (value === undefined || !variable.test(value)) return value;
    this.unread(concern, `${name}: is taken from the environment, which is not read here`);
    return undefined;
  }

  /** Seconds of a span as Go reads it. Empty means the default. */
  goSpan(name: string, value: string | undefined, preset: number): number | undefined {
    if (value === undefined || value === '') return preset;
    const seconds = parseGoDuration(value);
    if (seconds === undefined) this.breaks('interval', `${name}: ${shown(value)} is no span as Go reads it; write 10s, 30m or 24h (it knows no days)`);
    else if (seconds <= 0) this.breaks('interval', `${name}: must be above 0`);
    return seconds;
  }

  /**
   * A whole number of seconds. Left out means the default, where there is one.
   * @param otherwise what comes of something else: the component does not start, or takes its default
   */
  seconds(name: string, value: string | undefined, preset?: number, otherwise: 'breaks' | 'risks' = 'breaks'): number | undefined {
    if (value === undefined) return preset;
    if (/^[1-9]\d*$/.test(value)) return Number(value);
    const meant = parseGoDuration(value);
    const remedy = meant && Number.isInteger(meant) && meant > 0 ? `; write ${meant}` : '';
    this[otherwise]('interval', `${name}: ${shown(value)} is no whole number of seconds above 0, without a unit${remedy}`);
    return undefined;
  }

  /** Notes that addresses are looked up one by one. */
  live(setting: string): false {
    this.breaks('mode', `${setting}: asks for each address; ${LIVE_ONLY}`, ONLY_WITH_INTEGRATION);
    return false;
  }

  /** Notes that certificates are not checked. */
  insecure(setting: string): false {
    this.risks('url', `${setting}: whoever is in between could read the key and change the list`);
    return false;
  }

  /** Notes words that are none of the component's. */
  strangers(words: readonly string[], known: readonly string[], what: string, then: 'breaks' | 'risks' = 'breaks'): void {
    const strange = words.filter((word) => !known.includes(word));
    // Names of settings have letters of one case.
    const names = strange.map((word) => (/^([A-Z_]{1,40}|[a-z_]{1,40})$/.test(word) ? word : 'a word (not shown, it may be part of a key)'));
    for (const name of new Set(names)) this[then]('syntax', `${name}: ${what}`);
  }

  private miss(concern: BouncerConcern, name: string): undefined {
    this.breaks(concern, `${name}: is missing`);
    return undefined;
  }
}

/** A setting in a message: in a file that is out of order, a long one may be a key. */
export function shown(value: string): string {
  return value.length <= 12 ? `"${value}"` : 'what it says';
}
