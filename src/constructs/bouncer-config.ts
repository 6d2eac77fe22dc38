import { Annotations, Fn, TerraformLocal, Token } from 'cdktf';
import { Construct } from 'constructs';
import * as bindings from '../bindings';
import {
  BouncerComponent, BouncerFile, BouncerInput, BouncerOptions, FirewallBouncerMode, renderBouncerConfig, Syntax, writeLiteral,
} from '../bouncers';
import { Duration, PlanTier, shortestInterval } from '../model';
import { guarded, invalidValue, isKnown, literalText, notePull, oneOf, onValidate, quoted } from '../synth';
import { sourceOf } from './bouncer-source';
import { cannotBeWritten, frequentUpdates, integrationShared, lateFirstPull, literalSecret, rangesMissed } from './errors';
import { IntegrationBase } from './integration-base';
import { IIntegration } from './integration-types';

/** A component pulls from an engine beside it as often as CrowdSec's own packages do. */
const LOCAL_FREQUENCY = Duration.seconds(10);

/** Components whose first pull comes one interval after their start, and the interval from which that is worth a warning. */
const LATE_STARTERS: readonly string[] = [BouncerComponent.NGINX, BouncerComponent.OPENRESTY];
const LONG_WAIT = Duration.hours(1);

/** Options that are secrets, wherever they stand. */
const SECRET_OPTIONS: readonly string[] = ['token', 'password', 'recaptchaSecretKey'];

/** What components miss of an integration that aggregates addresses. */
const MISSED_RANGES: { readonly [component in BouncerComponent]?: string } = {
  [BouncerComponent.TRAEFIK]: 'Traefik\'s plugin matches no range, so whole networks pass',
  [BouncerComponent.FIREWALL]: 'in mode nftables version 0.0.25 (Debian 12) blocks only the first address of a range',
  [BouncerComponent.PHP]: 'CrowdSec\'s PHP library matches no range of IPv6',
  [BouncerComponent.WORDPRESS]: 'CrowdSec\'s PHP library matches no range of IPv6',
};

/** A CrowdSec Security Engine of your own. */
export interface LocalEngine {
  /** URL of its local API, such as `http://127.0.0.1:8080`. http is fine where nobody listens in; a `/` at the end is added when it is missing. */
  readonly url: string;

  /**
   * The bouncer's key, as `cscli bouncers add` prints it: the value of a `TerraformVariable` with `sensitive: true`, or of a secret
   * store's data source. A literal is an error.
   */
  readonly apiKey: string;
}

export interface BouncerConfigProps {
  /** The remediation component that is configured. A change makes another file. */
  readonly component: BouncerComponent;

  /**
   * The integration that the component pulls, of output format `remediation_component`, one for each component. New credentials
   * change the content, a rename does not.
   * @default - none: `localEngine` is given
   */
  readonly integration?: IIntegration;

  /**
   * API key of an integration that is looked up, because the service does not show it again: the value of a `TerraformVariable` with
   * `sensitive: true`, or of a secret store's data source. A literal is an error.
   * @default - the integration's own
   */
  readonly apiKey?: string;

  /**
   * The engine that the component pulls.
   * @default - none: `integration` is given
   */
  readonly localEngine?: LocalEngine;

  /**
   * Time between two pulls, at least 1 second; written in the component's own unit, rounded up. A change changes the content.
   * @default - the shortest that the plan allows: 24 hours for PlanTier.COMMUNITY; 10 seconds for a local engine
   */
  readonly updateFrequency?: Duration;

  /**
   * The organisation's plan, which decides the default of `updateFrequency`, and what is warned of.
   * @default PlanTier.COMMUNITY
   */
  readonly planTier?: PlanTier;

  /**
   * What the component needs beyond URL, key and frequency: at most the one that belongs to `component`. A change changes the content.
   * @default - the defaults of the component; FIREWALL, CUSTOM, CLOUDFLARE, FASTLY and AWS_WAF have some without a default
   */
  readonly options?: BouncerOptions;
}

/**
 * The configuration file of a remediation component ("bouncer"), which pulls from an integration or from a local engine: content, place
 * and permissions, for a resource that writes files, cloud-init or an image. Stream mode and certificate checks are on.
 */
export class BouncerConfig extends Construct {
  /** The file's content, complete. Sensitive: it holds the API key. */
  readonly content: string;
  /** Absolute path of the file on the component's host. */
  readonly path: string;
  /** User that the file belongs to. */
  readonly owner: string;
  /** Group that the file belongs to. */
  readonly group: string;
  /** Permissions in octal, four digits. */
  readonly mode: string;
  /** Command that says whether the component can read the file, undefined where it has none. */
  readonly checkCommand?: string;
  /** Command that makes the component use the file, to be run after each change of it. */
  readonly reloadCommand: string;
  /** What the file alone does not do, in sentences. */
  readonly notes: string[];
  private readonly integration?: IIntegration;

  constructor(scope: Construct, id: string, props: BouncerConfigProps) {
    super(scope, id);
    this.integration = props.integration;
    const source = sourceOf(this, props);
    const updateFrequency = this.updateFrequency(props);
    const file = this.render({ ...source, updateFrequency }, props);
    this.notePull(props, updateFrequency);
    // A value of its own, so that functions of Terraform can take it: the toolkit does not escape a text in their arguments.
    this.content = new TerraformLocal(this, 'Content', literalText(file.content)).asString;
    this.path = file.path;
    this.owner = file.owner;
    this.group = file.group;
    this.mode = file.mode;
    this.checkCommand = file.checkCommand;
    this.reloadCommand = file.reloadCommand;
    this.notes = file.notes;
    this.refuseLiteralSecrets(props);
    onValidate(this, () => this.checkAlone());
  }

  private updateFrequency({ component, integration, updateFrequency, planTier = PlanTier.COMMUNITY }: BouncerConfigProps): Duration {
    const problem = oneOf(planTier, 'plan', Object.values(PlanTier));
    if (problem) throw new Error(invalidValue(this, 'planTier', problem));
    const shortest = shortestInterval(planTier);
    const frequency = updateFrequency ?? (integration ? shortest : LOCAL_FREQUENCY);
    // JavaScript passes numbers and texts as well.
    if (typeof frequency.toSeconds !== 'function') {
      throw new Error(invalidValue(this, 'updateFrequency', `"${frequency}" is no Duration; give one, as Duration.hours(24)`));
    }
    if (frequency.toSeconds() < 1) {
      throw new Error(invalidValue(this, 'updateFrequency', `${frequency.toSeconds()} seconds is too short; give at least 1 second`));
    }
    if (integration && frequency.toSeconds() < shortest.toSeconds()) this.warn(frequentUpdates(this, frequency, shortest));
    if (LATE_STARTERS.includes(component) && frequency.toSeconds() > LONG_WAIT.toSeconds()) this.warn(lateFirstPull(this, component, frequency));
    return frequency;
  }

  private notePull({ component, integration, options }: BouncerConfigProps, frequency: Duration): void {
    if (!integration) return;
    const resource = integration.node.defaultChild;
    const aggregates = resource instanceof bindings.Integration && resource.enableIpAggregationInput === true;
    const fillsNftables = options?.firewall?.mode === FirewallBouncerMode.NFTABLES;
    const missed = component === BouncerComponent.FIREWALL && !fillsNftables ? undefined : MISSED_RANGES[component];
    if (aggregates && missed) this.warn(rangesMissed(this, integration, missed));
    notePull(integration, { by: this, seconds: frequency.toSeconds(), missesRanges: missed !== undefined });
  }

  private warn(warning: string): void {
    Annotations.of(this).addWarning(warning);
  }

  private render(input: BouncerInput, { component, options, localEngine }: BouncerConfigProps): BouncerFile {
    const urls = [input.url, input.bareUrl, ...Object.values(input.urlParts)];
    const nameOf = (value: string) => (value === input.apiKey ? 'the API key' : urls.includes(value) ? 'the URL' : 'a value of "options"');
    const write = (value: string, syntax: Syntax) => {
      if (isKnown(value)) return writeLiteral(value, syntax);
      const what = nameOf(value);
      const remedy = value !== input.apiKey ? 'Give another'
        : localEngine ? 'Make another with "cscli bouncers add"' : 'Make new credentials with another "credentialsVersion" of the integration';
      const whole = guarded(value, `[${syntax.forbidden}]`, cannotBeWritten(this, what, syntax.name, remedy));
      return syntax.replacements.reduce((text, [from, to]) => Fn.replace(text, quoted(from), quoted(to)), whole);
    };
    try {
      return renderBouncerConfig(component, input, options, write, (value) => Token.isUnresolved(value));
    } catch (error) {
      throw new Error(`${this.node.path}: ${(error as Error).message}`);
    }
  }

  private refuseLiteralSecrets({ apiKey, localEngine, options }: BouncerConfigProps): void {
    const literals = [
      ...isKnown(apiKey) ? ['apiKey'] : [],
      ...isKnown(localEngine?.apiKey) ? ['localEngine.apiKey'] : [],
      ...literalsIn('options', options),
    ];
    onValidate(this, () => literals.map((prop) => literalSecret(this, prop)));
  }

  /** The first of several on one integration is fine: the others are told. */
  private checkAlone(): string[] {
    const { integration } = this;
    if (!(integration instanceof IntegrationBase)) return [];
    const first = this.node.root.node.findAll().find((node): node is BouncerConfig => (
      node instanceof BouncerConfig && node.integration instanceof IntegrationBase && integration._isSame(node.integration)
    ));
    return first && first !== this ? [integrationShared(this, integration, first)] : [];
  }
}

/** Where options hold a secret that is known here. */
function literalsIn(at: string, options: unknown): string[] {
  if (typeof options !== 'object' || options === null || Token.isUnresolved(options)) return [];
  return Object.entries(options).flatMap(([name, value]) => {
    const place = Array.isArray(options) ? `${at}[${name}]` : `${at}.${name}`;
    return SECRET_OPTIONS.includes(name) && isKnown(value) ? [place] : literalsIn(place, value);
  });
}
