import { Decimal, Dynamic, Type, UNKNOWN, Value } from '../../../src/tfplugin';
import { decimalKey, distinct, equal } from '../../../src/tfplugin/semantics/equality';

const CASES: [name: string, type: Type, a: Value, b: Value, same: boolean][] = [
  ['a decomposed string is the composed one', 'string', 'e\u0301', '\u00e9', true],
  ['strings of other case differ', 'string', 'a', 'A', false],
  ['0.1 is 0.10', 'number', 0.1, new Decimal('0.10'), true],
  ['a number is its decimal', 'number', 1e21, new Decimal('1000000000000000000000'), true],
  ['beyond a double neighbours differ', 'number', new Decimal('9007199254740993'), new Decimal('9007199254740992'), false],
  ['minus zero is zero', 'number', -0, new Decimal('0.0'), true],
  ['a number is not its text', 'number', 5, '5', false],
  ['null is only null', 'string', null, '', false],
  ['unknown is only unknown', 'string', UNKNOWN, UNKNOWN, true],
  ['unknown is no value', 'string', UNKNOWN, 'a', false],
  ['lists have an order', ['list', 'string'], ['a', 'b'], ['b', 'a'], false],
  ['sets have none', ['set', 'string'], ['a', 'b'], ['b', 'a'], true],
  ['sets have no duplicates', ['set', 'string'], ['a', 'a'], ['a'], true],
  ['sets of sets', ['set', ['set', 'number']], [[1, 2], [3]], [[3], [2, 1]], true],
  ['maps have no order', ['map', 'number'], { a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ['a null member is not a missing one', ['map', 'number'], { a: null }, {}, false],
  ['objects compare by member', ['object', { tags: ['set', 'string'] }], { tags: ['x', 'y'] }, { tags: ['y', 'x'] }, true],
  ['tuples compare by place', ['tuple', ['string', 'number']], ['a', 1], ['a', 2], false],
  ['dynamic: same type and value', 'dynamic', new Dynamic(['set', 'string'], ['a', 'b']), new Dynamic(['set', 'string'], ['b', 'a']), true],
  ['dynamic: another type', 'dynamic', new Dynamic('string', '1'), new Dynamic('number', 1), false],
  [
    'dynamic: object types have no order', 'dynamic',
    new Dynamic(['object', { a: 'string', b: 'bool' }], { a: 'x', b: true }),
    new Dynamic(['object', { b: 'bool', a: 'string' }], { b: true, a: 'x' }), true,
  ],
];

test.each(CASES)('equal: %s', (_, type, a, b, same) => {
  expect(equal(type, a, b)).toBe(same);
  expect(equal(type, b, a)).toBe(same);
});

test('distinct: an element with something unknown may still become another one, and stays', () => {
  expect(distinct('string', ['a', UNKNOWN, 'a', UNKNOWN])).toEqual(['a', UNKNOWN, UNKNOWN]);
});

test.each([['1.50', '15e-1'], ['-0.001', '-1e-3'], ['12e3', '12e3'], ['1.2E+4', '12e3'], ['000', '0']])('decimalKey: %s', (text, key) => {
  expect(decimalKey(new Decimal(text))).toBe(key);
});
