import { Fn, Op, Token } from 'cdktf';
import { Construct } from 'constructs';
import { BouncerInput, refusalOf } from '../bouncers';
import { lapiUrl, OutputFormat } from '../model';
import { argument, demanded, invalidValue, isKnown, quoted } from '../synth';
import { BouncerConfigProps } from './bouncer-config';
import { componentNotWritten, componentRefused, keyOfImported, keyTwice, noIntegration, noSource, noStream, noStreamFound } from './errors';
import { ImportedIntegration } from './imported-integration';
import { IIntegration } from './integration-types';

/** URL and key of what a component pulls, and the URL in the forms that components take it in. */
export type BouncerSource = Omit<BouncerInput, 'updateFrequency'>;

/** URL of an engine, for Go and JavaScript alike: a user and a password in it would reach no component. */
const ENGINE_URL = '^https?://[^/?#@\\s"\'\\\\]+(/[^?#\\s]*)?$';

/** What the component pulls: an integration, or an engine. */
export function sourceOf(at: Construct, { component, integration, apiKey, localEngine }: BouncerConfigProps): BouncerSource {
  if (!integration === !localEngine) throw new Error(noSource(at));
  const refusal = refusalOf(component);
  if (localEngine) {
    if (refusal) throw new Error(componentNotWritten(at, component));
    if (apiKey !== undefined) throw new Error(keyTwice(at));
    return sourceAt(engineUrl(at, localEngine.url), checkedKey(at, 'localEngine.apiKey', localEngine.apiKey));
  }
  if (refusal) throw new Error(componentRefused(at, component, refusal));
  return ofIntegration(at, integration!, apiKey);
}

function ofIntegration(at: Construct, integration: IIntegration, apiKey?: string): BouncerSource {
  if (!Construct.isConstruct(integration) || integration.integrationId === undefined) throw new Error(noIntegration(at));
  const { outputFormat } = integration;
  if (isKnown(outputFormat) && outputFormat !== OutputFormat.REMEDIATION_COMPONENT) throw new Error(noStream(at, integration, outputFormat));
  if (!apiKey && integration instanceof ImportedIntegration) throw new Error(keyOfImported(at, integration));
  const key = checkedKey(at, 'apiKey', apiKey ?? integration.apiKey);
  if (isKnown(outputFormat)) return sourceAt(integration.lapiUrl, key);
  const streams = Token.asAny(Op.eq(outputFormat, OutputFormat.REMEDIATION_COMPONENT));
  return sourceAt(demanded(integration.lapiUrl, streams, noStreamFound(at)), key);
}

function checkedKey(at: Construct, prop: string, key: string): string {
  if (typeof key === 'string' && key !== '') return key;
  throw new Error(invalidValue(at, prop, 'give a text that is not empty'));
}

/** The engine's URL with a `/` at its end, as Terraform makes it where only Terraform knows the URL. */
function engineUrl(at: Construct, url: string): string {
  const problem = (what: string) => invalidValue(at, 'localEngine.url', `${what} is no URL of an engine; write it as http://127.0.0.1:8080/`);
  if (typeof url !== 'string') throw new Error(problem(String(url)));
  if (isKnown(url)) {
    // With a password it is not shown.
    if (!new RegExp(ENGINE_URL).test(url)) throw new Error(problem(url.includes('@') ? 'one with user and password' : `"${url}"`));
    return lapiUrl(url);
  }
  const checked = demanded(url, Fn.can(Fn.regex(quoted(ENGINE_URL), argument(url))), problem('what only Terraform knows'));
  return Fn.join('', [Fn.trimsuffix(checked, '/'), '/']);
}

/** A URL that ends with `/`, also without it, and in parts. */
function sourceAt(url: string, apiKey: string): BouncerSource {
  const pattern = '^([a-z]+)://([^/]+)(/.*)$';
  if (isKnown(url)) {
    const [, scheme, host, path] = new RegExp(pattern).exec(url)!;
    return { url, apiKey, bareUrl: url.replace(/\/$/, ''), urlParts: { scheme, host, path } };
  }
  const parts = Token.asList(Fn.regex(quoted(pattern), url));
  const [scheme, host, path] = [0, 1, 2].map((index) => Token.asString(Fn.element(parts, index)));
  return { url, apiKey, bareUrl: Fn.trimsuffix(url, '/'), urlParts: { scheme, host, path } };
}
