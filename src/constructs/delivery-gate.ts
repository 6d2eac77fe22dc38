import { Resource } from '@cdktf/provider-null/lib/resource';
import { Fn, Lazy, LocalExecProvisioner, TerraformProvider, TerraformSelf } from 'cdktf';
import { Construct } from 'constructs';
import { Duration } from '../model';
import {
  checkProp, digest, ensureNullProvider, HelperProgram, inSameStack, literalText, onValidate, placedHelper, quoted, RESOURCE_ID, stackMates,
} from '../synth';
import { noGatedIntegrations, noIntegration, noProviderConstruct, notGated, probeOfImported, providerOfOtherStack, providersOfGate } from './errors';
import { connectionOf, credentialsOf, declaredBy, subscriptionIds, Texts } from './gate-facts';
import { IIntegration } from './integration-types';
import { CrowdsecProvider } from './provider';

const HELPER: HelperProgram = { folder: 'gate', purpose: 'the delivery gate' };

const DEFAULT_TIMEOUT = Duration.minutes(10);
const LONGEST_TIMEOUT = Duration.days(1);
const DEFAULT_POLL_INTERVAL = Duration.seconds(30);

export interface DeliveryGateProps {
  /**
   * Integrations that have to serve, at least one; of one organisation. Those of other stacks are fine. A change runs the gate.
   */
  readonly integrations: IIntegration[];

  /**
   * Those of `integrations` that should have no addresses, such as one whose list is still to be filled: the gate opens when the
   * service counts none. A change runs the gate.
   * @default - none: all must have addresses
   */
  readonly expectEmpty?: IIntegration[];

  /**
   * How long it waits before it fails the deploy, from one second to one day. A change does not run the gate.
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;

  /**
   * Longest pause between two looks, at least one second; the first are shorter. A change does not run the gate.
   * @default Duration.seconds(30)
   */
  readonly pollInterval?: Duration;

  /**
   * Whether, once the service counts addresses, one HEAD of each content with the integration's own credentials has to succeed. It is no
   * pull; whether it counts towards the plan's limit of pulls is not documented. With it, new credentials run the gate. An integration that is
   * looked up has no credentials and is left out; with `true` it is an error.
   * @default - for each integration that is declared
   */
  readonly probeContent?: boolean;

  /**
   * The provider whose API URL, key, certificates and limits are used; one of this stack.
   * @default - the integrations', if it is in this stack, else the stack's own, else the environment where Terraform runs
   */
  readonly provider?: CrowdsecProvider;
}

/**
 * Lets a deploy succeed only if the integrations serve: after they and all their subscriptions are made it waits until the service has each of
 * the subscriptions and counts addresses, then looks whether their own credentials open the content. Otherwise the deploy fails, with what is
 * missing and what to do, and the next one runs the gate again. A deploy that changes none of this does not run it. It never pulls.
 *
 * It is a `null_resource` whose command is a helper program, placed into the stack's folder: where Terraform runs, Node.js must be on the path.
 * The organisation's key is the environment variable CROWDSEC_SERVICE_API_KEY (or CROWDSEC_SAPI_KEY) there, or the provider's `apiKey`. The stack
 * gets a NullProvider if it has none.
 */
export class DeliveryGate extends Construct {
  private readonly integrations: readonly IIntegration[];
  constructor(scope: Construct, id: string, private readonly props: DeliveryGateProps) {
    super(scope, id);
    this.integrations = [...new Set(this.listed('integrations', props.integrations))];
    if (this.integrations.length === 0) throw new Error(noGatedIntegrations(this, 'integrations'));
    this.checkProps();
    const helper = placedHelper(this, HELPER);
    ensureNullProvider(this);
    // Late: subscriptions, and a provider, may be added as long as the app is built.
    new Resource(this, RESOURCE_ID, {
      triggers: Lazy.anyValue({ produce: () => this.triggers() }) as any,
      provisioners: this.commands.map(([command, environment]): LocalExecProvisioner => ({
        type: 'local-exec',
        interpreter: ['node', helper],
        command,
        environment: Lazy.anyValue({ produce: environment }) as any,
      })),
    });
  }

  /**
   * Two commands, because Terraform hides all that one says whose environment holds a secret; the first, which takes its time, has none,
   * unless the provider was given its key.
   */
  private get commands(): [string, () => Texts][] {
    const wait = () => this.environment();
    const probe = () => ({ ...this.environment(), ...this.credentials() });
    return [['wait', wait], ...(this.probed.length > 0 ? [['probe', probe] as [string, () => Texts]] : [])];
  }

  private listed(prop: string, integrations: IIntegration[]): IIntegration[] {
    if (!Array.isArray(integrations)) throw new Error(noGatedIntegrations(this, prop));
    for (const integration of integrations) {
      if (!Construct.isConstruct(integration) || integration.integrationId === undefined) throw new Error(noIntegration(this));
    }
    return integrations;
  }

  private checkProps(): void {
    const { timeout, pollInterval, probeContent, provider } = this.props;
    const expectEmpty = this.listed('expectEmpty', this.props.expectEmpty ?? []);
    onValidate(this, () => expectEmpty.filter((one) => !this.integrations.includes(one)).map((one) => notGated(this, one)));
    onValidate(this, () => (probeContent ? this.integrations.filter((one) => !declaredBy(one)).map((one) => probeOfImported(this, one)) : []));
    checkProp(this, 'timeout', timeout, (value) => (
      value.toSeconds() >= 1 && value.toSeconds() <= LONGEST_TIMEOUT.toSeconds() ? undefined : `${value.toHumanString()} is too short or too long; give one second to one day`
    ));
    checkProp(this, 'pollInterval', pollInterval, (value) => (
      value.toSeconds() >= 1 ? undefined : `${value.toHumanString()} is too short; give at least one second`
    ));
    if (provider && !TerraformProvider.isTerraformProvider(provider.terraformProvider)) throw new Error(noProviderConstruct(this));
    onValidate(this, () => {
      if (provider) return inSameStack(this, provider) ? [] : [providerOfOtherStack(this, provider)];
      return this.providers.length > 1 ? [providersOfGate(this, this.providers)] : [];
    });
  }

  /** What an unchanged stack leaves as it is. A state shows triggers, so of credentials there is a digest. */
  private triggers(): Texts {
    const facts = this.integrations.map((one) => [literalText(one.node.path), Fn.jsonencode(this.factsOf(one))]);
    const credentials = this.probed.map((one) => [literalText(`${one.node.path} credentials`), digest(credentialsOf(one))]);
    return Object.fromEntries([...facts, ...credentials]);
  }

  /** The ids of the subscriptions are unknown in a plan that makes one anew, so that such a deploy runs the gate, whatever the reason. */
  private factsOf(integration: IIntegration): object {
    const expect = this.props.expectEmpty?.includes(integration) ? 'nothing' : 'addresses';
    return { id: integration.integrationId, expect, ...subscriptionIds(integration) };
  }

  /** The helper takes the facts from the triggers: nothing is written twice, and what was compared is what is looked for. */
  private environment(): Texts {
    const { timeout = DEFAULT_TIMEOUT, pollInterval = DEFAULT_POLL_INTERVAL } = this.props;
    const settings = {
      timeoutSeconds: timeout.toSeconds(), pollSeconds: pollInterval.toSeconds(), paths: this.integrations.map(({ node }) => node.path),
    };
    const facts = this.integrations.map(({ node }, index) => [
      `CROWDSEC_GATE_FACTS_${index}`, Fn.base64gzip(Fn.lookup(TerraformSelf.getAny('triggers'), quoted(node.path), '')),
    ]);
    return { CROWDSEC_GATE: literalText(JSON.stringify(settings)), ...Object.fromEntries(facts), ...connectionOf(this.provider) };
  }

  private credentials(): Texts {
    const place = (integration: IIntegration) => `CROWDSEC_GATE_CREDENTIALS_${this.integrations.indexOf(integration)}`;
    return Object.fromEntries(this.probed.map((integration) => [place(integration), credentialsOf(integration)]));
  }

  private get probed(): IIntegration[] {
    return this.props.probeContent === false ? [] : this.integrations.filter(declaredBy);
  }

  private get provider(): CrowdsecProvider | undefined {
    return this.props.provider ?? this.providers[0] ?? this.stackProvider;
  }

  private get stackProvider(): CrowdsecProvider | undefined {
    return stackMates(this).find((node): node is CrowdsecProvider => node instanceof CrowdsecProvider && node.alias === undefined);
  }

  /** Those of the integrations in this stack, each once: more than one means more than one organisation. */
  private get providers(): CrowdsecProvider[] {
    const own = this.stackProvider;
    const here = this.integrations.filter((one) => inSameStack(this, one));
    return [...new Set(here.map(({ provider }) => provider ?? own))].filter((one) => one !== undefined);
  }
}
