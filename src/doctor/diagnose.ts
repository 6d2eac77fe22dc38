import { BouncerComponent } from '../bouncers';
import type { CheckId } from './checks';
import { type ComponentFacts, type ComponentSource, examineComponent } from './component';
import { examineCredentials } from './credentials';
import { type EngineSource, type EngineState, examineEngine } from './engine';
import { Examination, type Step } from './examination';
import { examineIntegrations, type Examined, stateOf } from './integration';
import { examinePath, type Vantage } from './network';
import { type Report, REPORT_VERSION, reported, summaryOf } from './report';
import { examineService, keyIn, RateLimits } from './service';
import { secretsOf, type Target } from './targets';

export interface DiagnosisOptions extends Vantage {
  /** Base URL of the Service API. */
  readonly apiUrl: string;
  readonly expectedOrganization?: string;
  /** Integrations to look at. Left out: all of the organisation, unless a component or an engine is to be looked at. */
  readonly targets?: readonly Target[];
  readonly component?: ComponentSource;
  readonly engine?: EngineSource;
  /** Whether one HEAD of each integration's content is wanted. */
  readonly probe?: boolean;
}

const NO_ENGINE: EngineState = { lapi: { status: 'not_configured', latency_ms: null }, capi: { status: 'not_configured', latency_ms: null } };

/** Checks without which nothing of the service can have been refused. */
const ASK_THE_SERVICE: readonly CheckId[] = ['api-key-valid', 'content-head-key', 'content-head-basic', 'component-key'];

/** Fastly's is written in Python; the others have transports of their own, which read no proxy from the environment. */
const READS_PROXY: readonly BouncerComponent[] = [BouncerComponent.FASTLY];

/** Looks at everything that is asked for, side by side, once. */
export async function diagnose(options: DiagnosisOptions): Promise<Report> {
  const { now = () => new Date() } = options;
  const examination = new Examination();
  for (const secret of (options.targets ?? []).flatMap(secretsOf)) examination.hide(secret);
  examination.hide(options.engine?.apiKey);

  const facts = options.component && await examineComponent(examination, options.component);
  const engine = engineOf(options, facts);
  const targets = targetsOf(options, facts);
  const [state, examined] = await Promise.all([
    engine ? examineEngine(examination, engine, options) : NO_ENGINE,
    targets?.length === 0 ? [] : examineServed(examination, targets, { ...options, now }, facts),
  ]);
  const results = await examination.results();
  const checks = results.map(reported);
  return {
    version: REPORT_VERSION,
    generated_at: now().toISOString(),
    ...state,
    integrations: examined.filter(({ integration }) => integration).map((one) => stateOf(one, results, (text) => examination.clean(text), now())),
    checks,
    summary: summaryOf(checks),
  };
}

/** The way to the service, the service, its integrations and what opens them. */
async function examineServed(
  examination: Examination, targets: readonly Target[] | undefined, options: DiagnosisOptions & { readonly now: () => Date }, facts?: ComponentFacts,
): Promise<readonly Examined[]> {
  const { apiUrl, env, signal, now, probe = false } = options;
  const limits = new RateLimits();
  const keyNeeded = !targets || targets.some(({ endpoint }) => endpoint === undefined);
  const key = keyIn(env)?.key;
  const ways = waysOf(examination, [...key !== undefined || keyNeeded ? [apiUrl] : [], ...endpointsOf(targets)], options, facts);
  const way = ways.get(new URL(apiUrl).origin);
  const service = examineService(examination, { ...options, keyNeeded, limits, after: way ? [way] : [] });
  const examined = await examineIntegrations(examination, { service: service.ready, targets, limits, now, signal });
  examineCredentials(examination, examined, { ...options, probe, key, service: service.ready, ways, limits });
  const asked = (await examination.results()).some(({ id, status }) => ASK_THE_SERVICE.includes(id) && status !== 'skip');
  examination.note({ id: 'rate-limit', group: 'service' }, asked ? limits.look() : { status: 'skip', detail: 'the service was asked for nothing' });
  await service.close();
  return examined;
}

/** One way to each host. */
function waysOf(
  examination: Examination, urls: readonly string[], options: DiagnosisOptions, facts?: ComponentFacts,
): ReadonlyMap<string, Step<unknown>> {
  const component = facts?.component;
  const proxyIgnoredBy = component && !READS_PROXY.includes(component) ? component : undefined;
  const origins = [...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))];
  return new Map(origins.map((origin) => [origin, examinePath(examination, { ...options, url: new URL(origin), proxyIgnoredBy }).answers]));
}

function endpointsOf(targets: readonly Target[] = []): string[] {
  return targets.flatMap(({ endpoint }) => endpoint ?? []);
}

function targetsOf({ targets, engine, component }: DiagnosisOptions, facts?: ComponentFacts): readonly Target[] | undefined {
  const { url, apiKey, integrationId: id, pullsFrom } = facts ?? {};
  if (pullsFrom === 'integration' && url !== undefined && id !== undefined) {
    const credentials = apiKey ? { api_key: apiKey } : undefined;
    const others = (targets ?? []).filter(({ reference }) => !(reference && 'id' in reference && reference.id === id));
    return [...others, { reference: { id }, endpoint: url, credentials, device: { url, isComponent: true } }];
  }
  return targets ?? (engine || component ? [] : undefined);
}

function engineOf({ engine }: DiagnosisOptions, facts?: ComponentFacts): EngineSource | undefined {
  if (facts?.pullsFrom !== 'engine') return engine;
  const { url, apiKey, component } = facts;
  return { ...engine, component, lapiUrl: engine?.lapiUrl ?? url, apiKey: engine?.apiKey ?? apiKey };
}
