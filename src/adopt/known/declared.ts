import { OBJECT_ID_PATTERN } from '../../model';
import { INTEGRATION_TYPE, KEY_ARGUMENTS, SUBSCRIPTION_KINDS, subscriptionType } from '../resource-types';
import { ExistingIntegration } from '../types';
import { Known } from './missing';
import { Block, SynthesisedStack } from './synthesised';

const REFERENCE = /^\$\{(data\.)?crowdsec_integration\.([\w-]+)\.id\}$/;

/**
 * Notes what a stack declares: by the names that it gives, which an organisation has once. Of what another provider of the stack manages
 * (another organisation, it may be), and of what a loop makes, only the state knows.
 */
export function noteDeclared(
  known: Known<readonly string[]>, stack: SynthesisedStack, existing: readonly ExistingIntegration[], idsByAddress: ReadonlyMap<string, string>,
): void {
  const byName = new Map(existing.map(({ id, name }) => [name.normalize('NFC'), id]));
  const idOf = (block: Block | undefined, address: string): string | undefined => (
    idsByAddress.get(address) ?? (block && isOwn(block) ? text(block.id) ?? byName.get(text(block.name)?.normalize('NFC') ?? '') : undefined)
  );
  for (const [logicalId, block] of Object.entries(stack.resource.crowdsec_integration ?? {})) {
    const address = `crowdsec_integration.${logicalId}`;
    const id = idOf(block, address);
    if (id !== undefined) known.note(INTEGRATION_TYPE, id, pathOf(block));
  }
  for (const kind of SUBSCRIPTION_KINDS) {
    for (const block of Object.values(stack.resource[subscriptionType(kind)] ?? {}).filter((one) => one.for_each === undefined)) {
      const target = text(block.integration_id) ?? '';
      const [, data, logicalId] = REFERENCE.exec(String(block.integration_id)) ?? [];
      const integration = (data ? stack.data : stack.resource).crowdsec_integration?.[logicalId];
      const id = OBJECT_ID_PATTERN.test(target) ? target : logicalId && idOf(integration, `${data ?? ''}crowdsec_integration.${logicalId}`);
      const key = text(block[KEY_ARGUMENTS[kind]]);
      if (id && key !== undefined) known.noteSubscription(kind, id, key);
    }
  }
}

/** Ids of the constructs on the way to one of this package's, below the stack; undefined if another one made the resource. */
function pathOf(block: Block): readonly string[] | undefined {
  const [, ...path] = block['//']?.metadata?.path?.split('/') ?? [];
  return path.at(-1) === 'Resource' && path.length > 1 ? path.slice(0, -1) : undefined;
}

function isOwn({ provider }: Block): boolean {
  return provider === undefined || provider === 'crowdsec';
}

/** A literal as the program wrote it; undefined for an expression. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || /(?<!\$)\$\{|(?<!%)%\{/.test(value)) return undefined;
  return value.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}
