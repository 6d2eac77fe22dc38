import { Lazy, TerraformMetaArguments, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

/** A provider of somebody else, and what was read and tried of it. */
export interface ProviderFacts {
  /** Its type: what its resources' names start with. */
  readonly type: string;
  /** Its address in the registry, without the host. */
  readonly source: string;
  /** Versions whose arguments were compared with what is used here. */
  readonly checked: readonly string[];
  /** What `required_providers` asks for, unless the user says otherwise. */
  readonly version: string;
}

/** A resource of a firewall's provider: only the arguments that are set, in the provider's own names. */
export class DeviceResource<Arguments extends object> extends TerraformResource {
  /** @param blocks names of arguments that are blocks in HCL; in JSON they look like any other */
  constructor(
    scope: Construct, id: string, provider: ProviderFacts, type: string,
    private readonly args: Arguments, meta: TerraformMetaArguments = {}, private readonly blocks: readonly (keyof Arguments)[] = [],
  ) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: { providerName: provider.type }, ...meta });
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return { ...this.args };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return hclAttributes(this.args, this.blocks.map(String));
  }

  /** The toolkit writes the conditions of a life cycle as a list, which Terraform refuses. */
  toHclTerraform(): any {
    const fragment = super.toHclTerraform();
    const attributes = fragment.resource[this.terraformResourceType][this.friendlyUniqueId];
    const { precondition, postcondition, ...others } = attributes.lifecycle ?? {};
    const conditions = Object.entries({ precondition, postcondition }).filter(([, list]) => list?.length);
    if (conditions.length) {
      attributes.lifecycle = { value: { ...others, ...Object.fromEntries(conditions.map(([name, list]) => [name, hclBlocks(list)])) } };
    }
    return fragment;
  }
}

/** As Terraform's JSON wants it where it takes an address and no expression. Not before synthesis: an id may be overridden until then. */
export function addressOf(resource: TerraformResource): string {
  return Lazy.stringValue({ produce: () => `${resource.terraformResourceType}.${resource.friendlyUniqueId}` });
}

/** Arguments as the toolkit's HCL writer wants them described: a text as one, so that it may have several lines. */
export function hclAttributes(args: object, blocks: readonly string[] = []): { [name: string]: any } {
  const described = (name: string, value: unknown) => {
    if (blocks.includes(name)) return hclBlocks(value);
    return typeof value === 'string' ? { value, isBlock: false, type: 'simple', storageClassType: 'string' } : { value, isBlock: false, type: 'any' };
  };
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined).map(([name, value]) => [name, described(name, value)]));
}

/** Blocks as the toolkit's HCL writer wants them described. */
function hclBlocks(value: unknown): object {
  return { value: Array.isArray(value) ? value : [value], isBlock: true, type: 'list', storageClassType: 'objectList' };
}
