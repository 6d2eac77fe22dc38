import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { isKnown, literalSecret, onValidate } from '../synth';
import { hclAttributes, ProviderFacts } from './device-resource';

/** What every provider of a device takes beside its own arguments. */
export interface DeviceProviderProps {
  /**
   * Tells several providers of one kind in a stack apart, as for several devices; constructs then name theirs in `provider`.
   * @default - none: the stack's own
   */
  readonly alias?: string;

  /**
   * Version constraint for `required_providers`.
   * @default - the versions that this package was checked with, and newer ones that it should suit
   */
  readonly version?: string;
}

/**
 * A thin provider block for those who have none of their own. Not generic: jsii would lose that it is the toolkit's TerraformProvider.
 * @internal
 */
export abstract class DeviceProvider extends TerraformProvider {
  private givenAlias?: string;
  private readonly args: object;

  /**
   * @param args in the provider's own names
   * @param secrets props that must not be literals, by name
   */
  constructor(
    scope: Construct, id: string, facts: ProviderFacts, props: DeviceProviderProps, args: object,
    secrets: { readonly [prop: string]: string | undefined } = {},
  ) {
    super(scope, id, {
      terraformResourceType: facts.type,
      terraformProviderSource: facts.source,
      terraformGeneratorMetadata: { providerName: facts.type, providerVersionConstraint: props.version ?? facts.version },
    });
    this.givenAlias = props.alias;
    const literals = Object.entries(secrets).filter(([, value]) => isKnown(value));
    // They stay out of the JSON even where validations are skipped.
    this.args = Object.fromEntries(Object.entries(args).filter(([, value]) => !literals.some(([, literal]) => literal === value)));
    literals.forEach(([prop]) => onValidate(this, () => [literalSecret(this, prop)]));
  }

  /** Its alias, undefined for the stack's own. */
  get alias(): string | undefined {
    return this.givenAlias;
  }

  set alias(alias: string | undefined) {
    this.givenAlias = alias;
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { ...this.args };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return hclAttributes(this.args);
  }
}
