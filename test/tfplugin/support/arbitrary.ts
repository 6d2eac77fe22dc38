import fc from 'fast-check';
import { Type, Decimal, Dynamic, UNKNOWN, Value } from '../../../src/tfplugin';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const key = fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.normalize('NFC')).filter((text) => text !== '__proto__');

/** Any type. Without dynamic: what may be the element of a set. */
export const types = (dynamic = true): fc.Arbitrary<Type> => fc.letrec<{ type: Type; leaf: Type }>((tie) => ({
  leaf: fc.constantFrom<Type>('string', 'number', 'bool', ...(dynamic ? ['dynamic' as const] : [])),
  type: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.tuple(fc.constantFrom('list' as const, 'map' as const, 'set' as const), tie('type')),
    fc.tuple(fc.constant('tuple' as const), fc.array(tie('type'), { maxLength: 3 })),
    fc.tuple(fc.constant('object' as const), fc.dictionary(name, tie('type'), { maxKeys: 3, noNullPrototype: true })),
  ),
})).type;

const numbers: fc.Arbitrary<number | Decimal> = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((double) => !Number.isInteger(double)),
  fc.bigInt({ min: 2n ** 53n + 1n }).filter((big) => BigInt(Number(big)) !== big).map((big) => new Decimal(String(big))),
  fc.constantFrom(0.1, -0.1, 1e-7, 0.30000000000000004, new Decimal('9007199254740993'), new Decimal('0.1234567890123456789')),
);

/** A value of the type, with nulls and unknowns at every depth. */
export function valuesOf(type: Type): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom<Value>(null, UNKNOWN) }, { weight: 6, arbitrary: knownOf(type) });
}

function knownOf(type: Type): fc.Arbitrary<Value> {
  if (type === 'string') return fc.string({ unit: 'binary' }).map((text) => text.normalize('NFC'));
  if (type === 'number') return numbers;
  if (type === 'bool') return fc.boolean();
  if (type === 'dynamic') return types().filter((inner) => inner !== 'dynamic').chain((inner) => valuesOf(inner).map((value) => new Dynamic(inner, value)));
  switch (type[0]) {
    case 'list':
    case 'set':
      return fc.array(valuesOf(type[1]), { maxLength: 4 });
    case 'map':
      return fc.dictionary(key, valuesOf(type[1]), { maxKeys: 4, noNullPrototype: true });
    case 'tuple':
      return fc.tuple(...type[1].map(valuesOf));
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(type[1]).map(([member, inner]) => [member, valuesOf(inner)])), { noNullPrototype: true });
  }
}
