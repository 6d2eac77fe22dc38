import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { checkServiceUrl } from '../model';
import { PLUGIN_VERSION, thisPlatform } from '../plugin';
import { checkProp, isKnown, literalArguments, onValidate, RESOURCE_ID, stackMates, visitedFromAbove } from '../synth';
import { literalApiKey, providerTwice } from './errors';
import { placeAtSynthesis } from './plugin-synthesizer';

export interface CrowdsecProviderProps {
  /**
   * Key of the organisation. A literal is an error, because it would be written to the synthesised JSON: give the value of a
   * `TerraformVariable` with `sensitive: true`, or leave it out.
   * @default - the environment variable CROWDSEC_SERVICE_API_KEY, else CROWDSEC_SAPI_KEY, where Terraform runs
   */
  readonly apiKey?: string;

  /**
   * Base URL of the Service API: `https://admin.api.crowdsec.net/v1`. Plain http is refused unless the host is loopback.
   * @default - the environment variable CROWDSEC_SERVICE_API_URL, else the public service
   */
  readonly apiUrl?: string;

  /**
   * Id of the organisation that the key must belong to: with a key of another one nothing is changed.
   * @default - not compared
   */
  readonly expectedOrganizationId?: string;

  /**
   * Bound of one request, in seconds, from its connection to the end of its answer, from 0.1 to 600; each repeat has it anew.
   * @default 30
   */
  readonly requestTimeoutSeconds?: number;

  /**
   * Repeats of a request after its first attempt, where they do no harm: a whole number; 0 turns repeating off.
   * @default 5
   */
  readonly maxRetries?: number;

  /**
   * Most requests that any second sees, at the service too, from 0.01 to 10,000; for each run and each provider by itself.
   * @default - unlimited; a service that answers 429 is waited for all the same
   */
  readonly requestsPerSecond?: number;

  /**
   * Certificates in PEM form that are trusted beside those that Node.js knows, for a proxy that ends TLS.
   * @default - none
   */
  readonly caCertificatePem?: string;

  /**
   * Tells several providers of one stack apart, as for several organisations; constructs then name theirs in `provider`.
   * @default - none: the stack's own, of which there can be one, and which constructs take that name no other
   */
  readonly alias?: string;

  /**
   * Platforms that Terraform will run on, as it writes them: `linux_amd64`, `darwin_arm64`; Windows is none of them. The plugin
   * is written for each, so name them all where one machine synthesises and another deploys.
   * @default - the platform of the synthesis
   */
  readonly platforms?: string[];
}

/**
 * The provider `crowdsec`: how the constructs of a stack reach CrowdSec's Service API. When the app is synthesised it writes
 * the provider's plugin into the stack's folder, where Terraform finds it, so that nothing needs to be installed. Add it where
 * the stack is built, not from an Aspect: that would be too late for the plugin.
 */
export class CrowdsecProvider extends Construct {
  /** The provider for constructs of the toolkit, such as those of the namespace `bindings`. */
  readonly terraformProvider: TerraformProvider;
  /** Its alias, undefined for the stack's own. */
  readonly alias?: string;
  private readonly _platforms: readonly string[];

  constructor(scope: Construct, id: string, props: CrowdsecProviderProps = {}) {
    super(scope, id);
    const { platforms, apiKey, ...config } = props;
    this.alias = props.alias;
    this._platforms = platforms ?? [thisPlatform()];
    // A literal key stays out of the JSON even where validations are skipped.
    this.terraformProvider = new VersionedProvider(this, RESOURCE_ID, { ...literalArguments(config), apiKey: isKnown(apiKey) ? undefined : apiKey });
    if (isKnown(apiKey)) onValidate(this, () => [literalApiKey(this)]);
    checkProp(this, 'apiUrl', props.apiUrl, checkServiceUrl);
    onValidate(this, () => this.checkIsOnly());
    placeAtSynthesis(this);
    visitedFromAbove(this);
  }

  /** Platforms that the plugin is written for. */
  get platforms(): string[] {
    return [...this._platforms];
  }

  /** The first of several with one alias, or with none, is fine: the others are told. */
  private checkIsOnly(): string[] {
    const all = stackMates(this).filter((node): node is CrowdsecProvider => node instanceof CrowdsecProvider);
    const first = all.find((other) => other.alias === this.alias);
    return first && first !== this ? [providerTwice(this, first, this.alias)] : [];
  }
}

/** The L1 with the exact version of this package in `required_providers`: the bindings name none. */
class VersionedProvider extends bindings.CrowdsecProvider {
  toTerraform(): any {
    return withVersion(super.toTerraform());
  }

  toHclTerraform(): any {
    return withVersion(super.toHclTerraform());
  }
}

function withVersion(fragment: any): any {
  const required = fragment.terraform.required_providers;
  required.crowdsec = { ...required.crowdsec, version: PLUGIN_VERSION };
  return fragment;
}
