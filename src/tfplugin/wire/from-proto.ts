import { Block } from '../schema';
import { RawState } from '../semantics/server';
import { ObjectValue } from '../value';
import { decodeObject, WireValue } from './dynamic-value';
import { parseJson } from './json';
import { Misfit } from './misfit';
import type { DecodedMessage } from './protobuf';
import type { RawState as RawStateMessage } from './protocol';

/** What a call must come with: not null. */
export function requireObject(block: Block, wire: WireValue | undefined, what: string): ObjectValue {
  const value = decodeObject(block, wire);
  if (value === null) throw new Misfit([], `Terraform sent no ${what}`);
  return value;
}

export function rawStateFromProto(raw: DecodedMessage<typeof RawStateMessage> | undefined): RawState {
  const text = Buffer.from(raw?.json ?? []).toString('utf8');
  return {
    json: text === '' ? undefined : (parseJson(text) as { [key: string]: unknown }),
    flatmap: (raw?.flatmap ?? []).length > 0,
  };
}
