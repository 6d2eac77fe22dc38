import { Client, ClientOptionError, ClientOptions, createClient } from '../api';
import { checkServiceUrl, KEY_VARIABLES, URL_VARIABLE } from '../model';
import { attributePath, CallContext, DiagnosticError, isUnknown, Planned } from '../tfplugin';
import { checkApiKey, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT_SECONDS } from './config-schema';
import { hide } from './secrets';
import { Service } from './service';
import { VERSION } from './version';

type Environment = { readonly [name: string]: string | undefined };

/** The provider's configuration. */
export interface ProviderConfig {
  readonly api_key: string | null;
  readonly api_url: string | null;
  readonly expected_organization_id: string | null;
  readonly request_timeout_seconds: number | null;
  readonly max_retries: number | null;
  readonly requests_per_second: number | null;
  readonly ca_certificate_pem: string | null;
}

/** Checks what the environment adds, as far as the configuration leaves it to the environment. No key is needed for this. */
export function validateConfig(config: Planned<ProviderConfig>, context: Pick<CallContext, 'diagnostics'>, env: Environment = process.env): void {
  const { diagnostics } = context;
  const keys = KEY_VARIABLES.filter((name) => env[name]);
  if (config.api_key === null && new Set(keys.map((name) => env[name])).size > 1) {
    diagnostics.error('Two different API keys', `the environment variables ${keys.join(' and ')} are both set, to different keys; `
      + 'unset one of them, or set api_key', attributePath('api_key'));
  }
  const wrongKey = config.api_key === null && keys.length > 0 ? checkApiKey(env[keys[0]]!) : undefined;
  if (wrongKey) diagnostics.error('Invalid API key', `environment variable ${keys[0]}: ${wrongKey}`, attributePath('api_key'));
  const url = config.api_url === null ? env[URL_VARIABLE] : undefined;
  const wrongUrl = url ? checkServiceUrl(url) : undefined;
  if (wrongUrl) diagnostics.error('Invalid API URL', `environment variable ${URL_VARIABLE}: ${wrongUrl}`, attributePath('api_url'));
}

/** Makes the client. In a plan some of the configuration may be unknown: that is kept, and fails only what needs it. */
export function configure(
  service: Service,
  config: Planned<ProviderConfig>,
  context: CallContext & { readonly terraformVersion: string },
  env: Environment = process.env,
): void {
  validateConfig(config, context, env);
  if (context.diagnostics.hasErrors) return;
  const unknown = Object.entries(config).filter(([, value]) => isUnknown(value)).map(([name]) => name);
  if (unknown.length > 0) {
    service.configureUnknown(unknown);
    return;
  }
  const known = config as ProviderConfig;
  const maxRetries = Number(known.max_retries ?? DEFAULT_MAX_RETRIES);
  const apiKey = known.api_key ?? keyFrom(env);
  hide(apiKey);
  const client = clientOf({
    apiKey,
    apiUrl: known.api_url ?? (env[URL_VARIABLE] || undefined),
    requestTimeoutMs: Number(known.request_timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    maxRetries,
    requestsPerSecond: known.requests_per_second === null ? undefined : Number(known.requests_per_second),
    caCertificatePem: known.ca_certificate_pem ?? undefined,
    userAgent: `cdktf-crowdsec/${VERSION} terraform/${context.terraformVersion}`,
    env,
    onRequest: ({ method, url, attempt, status, durationMs, error }) => context.log('debug', 'request', {
      method, url, attempt, duration_ms: Math.round(durationMs), ...(status !== undefined && { status }), ...(error && { error }),
    }),
  });
  service.configure({ client, maxRetries, expectedOrganizationId: known.expected_organization_id ?? undefined });
}

/** The argument that each option comes from. What has none comes from the environment: the proxy. */
const ARGUMENTS: { readonly [option: string]: string } = {
  apiKey: 'api_key',
  apiUrl: 'api_url',
  requestTimeoutMs: 'request_timeout_seconds',
  maxRetries: 'max_retries',
  requestsPerSecond: 'requests_per_second',
  caCertificatePem: 'ca_certificate_pem',
};

function clientOf(options: ClientOptions): Client {
  try {
    return createClient(options);
  } catch (error) {
    if (!(error instanceof ClientOptionError)) throw error;
    const argument = ARGUMENTS[error.option];
    throw DiagnosticError.of('Invalid provider configuration', argument ? `${argument} ${error.problem}` : error.problem,
      argument ? attributePath(argument) : undefined);
  }
}

function keyFrom(env: Environment): string {
  for (const name of KEY_VARIABLES) {
    if (env[name]) return env[name];
  }
  throw DiagnosticError.of('Missing API key', `there is no key for the Service API; set the environment variable ${KEY_VARIABLES[0]} `
    + `(or ${KEY_VARIABLES[1]}) to a key made in the CrowdSec console, or api_key in the provider's configuration`, attributePath('api_key'));
}
