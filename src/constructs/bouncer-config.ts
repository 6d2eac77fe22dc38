import { Annotations, Fn, Op, TerraformLocal, Token } from 'cdktf';
import { Construct } from 'constructs';
import {
  BouncerComponent, BouncerFile, BouncerInput, BouncerOptions, refusalOf, renderBouncerConfig, Syntax, writeLiteral,
} from '../bouncers';
import { Duration, lapiUrl, OutputFormat, PlanTier, shortestInterval } from '../model';
import { demanded, guarded, invalidValue, isKnown, literalText, onValidate, quoted } from '../synth';
import {
  cannotBeWritten, componentNotWritten, componentRefused, frequentUpdates, integrationShared, keyOfImported, keyTwice, lateFirstPull,
  literalSecret, noIntegration, noSource, noStream, noStreamFound,
} from './errors';
import { ImportedIntegration } from './imported-integration';
import { IntegrationBase } from './integration-base';
import { IIntegration } from './integration-types';

/** A component pulls from an engine beside it as often as CrowdSec's own packages do. */
const LOCAL_FREQUENCY = Duration.seconds(10);

/** Components whose first pull comes one interval after their start, and the interval from which that is worth a warning. */
const LATE_STARTERS: readonly string[] = [BouncerComponent.NGINX, BouncerComponent.OPENRESTY];
const LONG_WAIT = Duration.hours(1);

/** Options that are secrets, wherever they stand. */
const SECRET_OPTIONS: readonly string[] = ['token', 'password', 'recaptchaSecretKey'];

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

/** What the component pulls, before it is written. */
interface Source {
  readonly url: string;
  readonly apiKey: string;
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
    const source = this.source(props);
    const updateFrequency = this.updateFrequency(props);
    const file = this.render({ ...source, ...formsOf(source.url), updateFrequency }, props);
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

  private source({ component, integration, apiKey, localEngine }: BouncerConfigProps): Source {
    if (!integration === !localEngine) throw new Error(noSource(this));
    const refusal = refusalOf(component);
    if (localEngine) {
      if (refusal) throw new Error(componentNotWritten(this, component));
      if (apiKey !== undefined) throw new Error(keyTwice(this));
      return { url: this.engineUrl(localEngine.url), apiKey: localEngine.apiKey };
    }
    if (refusal) throw new Error(componentRefused(this, component, refusal));
    return this.sourceOf(integration!, apiKey);
  }

  private sourceOf(integration: IIntegration, apiKey?: string): Source {
    if (!Construct.isConstruct(integration) || integration.integrationId === undefined) throw new Error(noIntegration(this));
    const { outputFormat } = integration;
    if (isKnown(outputFormat)) {
      if (outputFormat !== OutputFormat.REMEDIATION_COMPONENT) throw new Error(noStream(this, integration, outputFormat));
      return { url: integration.lapiUrl, apiKey: apiKey ?? integration.apiKey };
    }
    if (apiKey === undefined && integration instanceof ImportedIntegration) throw new Error(keyOfImported(this, integration));
    const streams = Op.eq(outputFormat, OutputFormat.REMEDIATION_COMPONENT);
    return { url: demanded(integration.lapiUrl, Token.asAny(streams), noStreamFound(this)), apiKey: apiKey ?? integration.apiKey };
  }

  private engineUrl(url: string): string {
    if (!isKnown(url)) return Fn.join('', [Fn.trimsuffix(url, '/'), '/']);
    if (!/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(url)) {
      throw new Error(invalidValue(this, 'localEngine.url', `"${url}" is no URL of an engine; write it as http://127.0.0.1:8080/`));
    }
    return lapiUrl(url);
  }

  private updateFrequency({ component, integration, updateFrequency, planTier }: BouncerConfigProps): Duration {
    const shortest = shortestInterval(planTier ?? PlanTier.COMMUNITY);
    const frequency = updateFrequency ?? (integration ? shortest : LOCAL_FREQUENCY);
    if (frequency.toSeconds() < 1) {
      throw new Error(invalidValue(this, 'updateFrequency', `${frequency.toSeconds()} seconds is too short; give at least 1 second`));
    }
    const warn = (warning: string) => Annotations.of(this).addWarning(warning);
    if (integration && frequency.toSeconds() < shortest.toSeconds()) warn(frequentUpdates(this, frequency, shortest));
    if (LATE_STARTERS.includes(component) && frequency.toSeconds() > LONG_WAIT.toSeconds()) warn(lateFirstPull(this, component, frequency));
    return frequency;
  }

  private render(input: BouncerInput, { component, options = {}, localEngine }: BouncerConfigProps): BouncerFile {
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

/** Without the `/` at its end, and in parts; of a URL that only Terraform knows, made by Terraform. */
function formsOf(url: string): Pick<BouncerInput, 'bareUrl' | 'urlParts'> {
  const pattern = '^([a-z]+)://([^/]+)(/.*)$';
  if (isKnown(url)) {
    const [, scheme, host, path] = new RegExp(pattern).exec(url)!;
    return { bareUrl: url.replace(/\/$/, ''), urlParts: { scheme, host, path } };
  }
  const parts = Token.asList(Fn.regex(quoted(pattern), url));
  const [scheme, host, path] = [0, 1, 2].map((index) => Token.asString(Fn.element(parts, index)));
  return { bareUrl: Fn.trimsuffix(url, '/'), urlParts: { scheme, host, path } };
}

/** Where options hold a secret that is known here. */
function literalsIn(at: string, options: unknown): string[] {
  if (typeof options !== 'object' || options === null || Token.isUnresolved(options)) return [];
  return Object.entries(options).flatMap(([name, value]) => {
    const place = Array.isArray(options) ? `${at}[${name}]` : `${at}.${name}`;
    return SECRET_OPTIONS.includes(name) && isKnown(value) ? [place] : literalsIn(place, value);
  });
}
