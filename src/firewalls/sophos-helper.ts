import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformAsset, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { onSynthesis, stackMates } from '../synth';
import { helperMissing } from './errors';

/** The bundled helper, as the build leaves it: two folders above this file in src and in lib alike. */
const BUILT_HELPER = join(__dirname, '..', '..', 'lib', 'sophos', 'main.js');
const HELPER_ID = 'cdktf-crowdsec-sophos';
const PROVIDER_ID = 'cdktf-crowdsec-null';

/** Has the helper placed into the stack's folder, once a stack, and answers its path in Terraform. */
export function placedHelper(at: Construct): string {
  const stack = TerraformStack.of(at);
  const placed = stack.node.tryFindChild(HELPER_ID) as TerraformAsset | undefined;
  if (!placed && !existsSync(BUILT_HELPER)) throw new Error(helperMissing(at, BUILT_HELPER));
  return `\${path.module}/${(placed ?? new TerraformAsset(stack, HELPER_ID, { path: BUILT_HELPER })).path}`;
}

/** Adds the provider that does nothing, unless the stack has one by the time that it is synthesised: two would be refused. */
export function ensureNullProvider(at: Construct): void {
  onSynthesis(at, () => {
    const own = stackMates(at).some((node) => TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === 'null' && node.alias === undefined);
    if (!own) new NullProvider(TerraformStack.of(at), PROVIDER_ID);
  });
}
