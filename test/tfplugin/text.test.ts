import * as fc from 'fast-check';
import { Diagnostics } from '../../src/tfplugin';
import { addSecret } from '../../src/tfplugin/log';

function shown(detail: string): string {
  const diagnostics = new Diagnostics();
  diagnostics.error('Bad', detail);
  return [...diagnostics][0].detail;
}

describe('a diagnostic', () => {
  test.each([
    ['an escape sequence', 'name \u001b[2Jgone', 'name \\u{1b}[2Jgone'],
    ['a carriage return that would overwrite the line', 'evil\rfine', 'evil\\u{d}fine'],
    ['NUL, BEL and a C1 control', 'a\0b\u0007c\u009bd', 'a\\u{0}b\\u{7}c\\u{9b}d'],
    ['a mark that turns the direction', 'a\u202eb', 'a\\u{202e}b'],
    ['a character without width', 'Micro\u200bsoft', 'Micro\\u{200b}soft'],
    ['half of a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['an invisible tag', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ])('spells out %s', (_what, text, expected) => expect(shown(text)).toBe(expected));

  test('keeps line breaks, tabs, letters of every script, combining marks and emoji', () => {
    const text = 'one\n\ttwo ü u\u0308 العربية 日本 🛡️';
    expect(shown(text)).toBe(text);
  });

  test('is shortened where no reader would get to its end', () => {
    expect(shown('x'.repeat(1_000_000)).length).toBeLessThan(20_000);
  });

  test('never holds a secret that is registered', () => {
    addSecret('pass/word+1');
    expect(shown('the service said: pass/word+1 is wrong')).toBe('the service said: (redacted) is wrong');
  });

  test('of whatever text holds nothing that a terminal obeys', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shown(text)).not.toMatch(/[\0-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }));
  });
});
