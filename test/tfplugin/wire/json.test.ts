import fc from 'fast-check';
import { Decimal } from '../../../src/tfplugin';
import { decimalKey } from '../../../src/tfplugin/semantics/equality';
import { parseJson } from '../../../src/tfplugin/wire/json';

describe('parseJson', () => {
  test('reads every document as JSON.parse does', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }));
  });

  test('keeps every digit of every number', () => {
    fc.assert(fc.property(fc.bigInt(), (big) => {
      const [read] = parseJson(`[${big}]`) as [number | Decimal];
      expect(decimalKey(read)).toBe(decimalKey(new Decimal(String(big))));
    }));
  });

  test('leaves alone what only looks like a number', () => {
    const text = '{"9007199254740993": "9007199254740993", "a\\"9007199254740993": [9007199254740993, -0.10, 1E400]}';
    expect(parseJson(text)).toEqual({
      '9007199254740993': '9007199254740993',
      'a"9007199254740993': [new Decimal('9007199254740993'), -0.1, new Decimal('1E400')],
    });
  });

  test('takes a text of any length', () => {
    const value = ['x'.repeat(20_000_000), '\\"1'.repeat(5_000_000)];
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });
});
