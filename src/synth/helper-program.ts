import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformAsset, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { onSynthesis } from './checks';
import { helperMissing } from './errors';
import { stackMates } from './tree';

/** A program of this package that Terraform starts beside the configuration, where only Node and the synthesised folder are there. */
export interface HelperProgram {
  /** Its folder, in src as in lib. */
  readonly folder: string;
  /** What an error calls it: "the helper program for PURPOSE". */
  readonly purpose: string;
}

/** Bundled helpers, as the build leaves them: two folders above this file in src and in lib alike. */
const BUILT = join(__dirname, '..', '..', 'lib');
const PROVIDER_ID = 'cdktf-crowdsec-null';

/** Has a helper placed into the stack's folder, once a stack, and answers its path in Terraform. */
export function placedHelper(at: Construct, { folder, purpose }: HelperProgram): string {
  const stack = TerraformStack.of(at);
  const id = `cdktf-crowdsec-${folder}`;
  const built = join(BUILT, folder, 'main.js');
  const placed = stack.node.tryFindChild(id) as TerraformAsset | undefined;
  if (!placed && !existsSync(built)) throw new Error(helperMissing(at, purpose, built));
  return `\${path.module}/${(placed ?? new TerraformAsset(stack, id, { path: built })).path}`;
}

/** Adds the provider that does nothing, unless the stack has one by the time that it is synthesised: two would be refused. */
export function ensureNullProvider(at: Construct): void {
  onSynthesis(at, () => {
    const own = stackMates(at).some((node) => TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === 'null' && node.alias === undefined);
    if (!own) new NullProvider(TerraformStack.of(at), PROVIDER_ID);
  });
}
