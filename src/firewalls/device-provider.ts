import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { isKnown, onValidate } from '../synth';
import { ProviderFacts } from './device-resource';
import { literalPassword } from './errors';

/** What every provider of a device takes beside its own arguments. */
export interface DeviceProviderProps {
  /**
   * Tells several providers of one kind in a stack apart, as for several devices; constructs then name theirs in `provider`.
   * @default - none: the stack's own
   */
  readonly alias?: string;

  /**
   * Version constraint for `required_providers`.
   * @default - the versions that this package was checked with, and newer ones
   */
  readonly version?: string;
}

/**
 * A thin provider block for those who have none of their own.
 * @internal
 */
export abstract class DeviceProvider<Arguments extends object> extends TerraformProvider {
  private readonly givenAlias?: string;
  private readonly args: Arguments;

  /**
   * @param args in the provider's own names
   * @param secrets props that must not be literals, by name
   */
  constructor(
    scope: Construct, id: string, facts: ProviderFacts, props: DeviceProviderProps, args: Arguments,
    secrets: { readonly [prop: string]: string | undefined } = {},
  ) {
    super(scope, id, {
      terraformResourceType: facts.type,
      terraformProviderSource: facts.source,
      terraformGeneratorMetadata: { providerName: facts.type, providerVersionConstraint: props.version ?? facts.version },
    });
    this.givenAlias = props.alias;
    this.args = args;
    for (const [prop, value] of Object.entries(secrets)) {
      if (isKnown(value)) onValidate(this, () => [literalPassword(this, prop)]);
    }
  }

  /** Its alias, undefined for the stack's own. */
  get alias(): string | undefined {
    return this.givenAlias;
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { ...this.args };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return Object.fromEntries(Object.entries(this.args).filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value, isBlock: false, type: 'any' }]));
  }
}
