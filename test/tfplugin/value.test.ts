import { Decimal, isUnknown, UNKNOWN } from '../../src/tfplugin';

test('unknown: recognised, readable, and never written as JSON by mistake', () => {
  expect([UNKNOWN, null, undefined, '', {}].map(isUnknown)).toEqual([true, false, false, false, false]);
  expect(`${UNKNOWN}`).toBe('(known after apply)');
  expect(() => JSON.stringify({ id: UNKNOWN })).toThrow('an unknown value cannot be written as JSON');
});

test('decimal: its text', () => {
  expect(`${new Decimal('9007199254740993')}`).toBe('9007199254740993');
});
