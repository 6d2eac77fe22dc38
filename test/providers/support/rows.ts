import { FoundProvider } from './mirrors';
import { TABLES } from '../../firewalls/facts';
import { firewallProgram } from '../../support/examples';
import { Block } from '../../support/template';

/** Secrets of this suite: none of them may be shown. */
export const SECRET = 'never-to-be-shown';

/** How a provider is made to plan, by its type. */
interface Planning {
  /** Why it cannot plan without a device. */
  readonly not?: string;
  /** What a user would set where Terraform runs. */
  readonly env?: { readonly [name: string]: string };
}

const LOGS_IN = { not: 'it logs in to the device when it is configured' };

const PLANNING: { readonly [type: string]: Planning } = {
  fortios: { env: { FORTIOS_ACCESS_TOKEN: `${SECRET}-fortios` } },
  // Without a version it asks the device for it.
  routeros: { env: { ROS_HOSTURL: 'https://192.0.2.1', ROS_USERNAME: 'admin', ROS_PASSWORD: `${SECRET}-routeros`, ROS_VERSION: '7.16' } },
  junos: { env: { JUNOS_HOST: '192.0.2.1', JUNOS_USERNAME: 'admin', JUNOS_PASSWORD: `${SECRET}-junos` } },
  restapi: { env: { REST_API_USERNAME: 'admin', REST_API_PASSWORD: `${SECRET}-restapi` } },
  panos: { env: { PANOS_HOSTNAME: '192.0.2.1', PANOS_API_KEY: `${SECRET}-panos` } },
  opnsense: { env: { OPNSENSE_URI: 'https://192.0.2.1', OPNSENSE_API_KEY: `${SECRET}-key`, OPNSENSE_API_SECRET: `${SECRET}-opnsense` } },
  local: {},
  null: {},
  aws: { env: { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: `${SECRET}-aws` } },
  checkpoint: LOGS_IN,
  fmc: LOGS_IN,
  bigip: LOGS_IN,
  pfsense: LOGS_IN,
};

/** Addresses of the providers that an example names, by its text: a test's title must be known before anything is synthesised. */
export function providersOf(example: string): string[] {
  const program = firewallProgram(example);
  const types = [...program.matchAll(/new (\w+)Provider\(/g)].map(([, name]) => name.toLowerCase()).filter((type) => type !== 'crowdsec');
  return [...types.map((type) => TABLES[type]?.source ?? `hashicorp/${type}`), ...[...program.matchAll(/source: '([^']+)'/g)].map(([, source]) => source)];
}

/** Why a stack with these providers is not planned, if so. */
export function reasonNotToPlan(types: readonly string[]): string | undefined {
  const reasons = types.map((type) => (PLANNING[type] ? PLANNING[type].not && `${type}: ${PLANNING[type].not}` : `${type}: not tried`));
  return reasons.find((reason) => reason !== undefined);
}

export function environmentOf(types: readonly string[]): { [name: string]: string } {
  return Object.assign({}, ...types.map((type) => PLANNING[type]?.env));
}

/** A secret, or some text, for every variable that a user would have to set. */
export function variablesOf(json: Block): { [name: string]: string } {
  const open = Object.entries<Block>(json.variable ?? {}).filter(([, variable]) => variable.default === undefined);
  return Object.fromEntries(open.map(([name, { sensitive }]) => [`TF_VAR_${name}`, sensitive ? `${SECRET}-${name}` : name]));
}

/** What keeps the provider from asking AWS who it is when it is configured. */
const AWS_OFFLINE = { skip_credentials_validation: true, skip_requesting_account_id: true, skip_metadata_api_check: 'true' };

/** A stack as these versions of its providers take it, and what they ask when planning on loopback or left out; in words too. */
export function adapted(
  json: Block, found: { readonly [name: string]: FoundProvider }, fortigate: string,
): { readonly json: Block; readonly notes: readonly string[] } {
  const notes: string[] = [];
  let stack = json;
  if (found.local?.version.startsWith('1.') && json.resource.local_sensitive_file) {
    stack = withoutSensitiveFiles(json);
    notes.push('local_sensitive_file as local_file with sensitive_content');
  }
  if (found.fortios) {
    stack = configured(stack, 'fortios', { hostname: fortigate, insecure: true });
    notes.push('device on loopback');
  }
  if (found.aws) {
    stack = configured(stack, 'aws', AWS_OFFLINE);
    notes.push('without asking AWS who it is');
  }
  return { json: stack, notes };
}

function configured(stack: Block, name: string, more: object): Block {
  const blocks = stack.provider[name].map((block: Block) => ({ ...block, ...more }));
  return { ...stack, provider: { ...stack.provider, [name]: blocks } };
}

/** Version 2 brought `local_sensitive_file`; before, the same file had its content under another name. */
function withoutSensitiveFiles(json: Block): Block {
  const { local_sensitive_file: sensitive, ...others } = json.resource;
  const files = Object.entries<Block>(sensitive).map(([name, { content, ...file }]) => [name, { ...file, sensitive_content: content }]);
  const stack = { ...json, resource: { ...others, local_file: { ...others.local_file, ...Object.fromEntries(files) } } };
  return JSON.parse(JSON.stringify(stack).replaceAll('local_sensitive_file.', 'local_file.'));
}

/** The forms in which a secret could be shown. */
export function formsOf(secret: string): string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
}
