import * as fc from 'fast-check';
import { readTextLiteral, textLiteral as hclLiteral } from '../../src/adopt/hcl/literals';
import { commentText } from '../../src/adopt/text';
import { textLiteral } from '../../src/adopt/typescript/literals';
import { anyText, HOSTILE, PRINTABLE } from '../support/hostile';

const texts = fc.oneof(fc.constantFrom(...HOSTILE.map(([, text]) => text)), anyText);

test('a literal of TypeScript is the text again, on one line that hides nothing', () => {
  fc.assert(fc.property(texts, (text) => {
    const literal = textLiteral(text);
    expect(new Function(`return ${literal};`)()).toBe(text);
    expect(literal).toMatch(PRINTABLE);
    expect(literal).not.toMatch(/[\n\u00a0]/);
  }));
});

test('a literal of HCL is the text again, on one line that hides nothing', () => {
  fc.assert(fc.property(texts.filter((text) => !/\p{Cs}/u.test(text)), (text) => {
    const literal = hclLiteral(text);
    expect(readTextLiteral(literal)).toBe(text);
    expect(literal).toMatch(PRINTABLE);
    expect(literal).not.toMatch(/[\n\u00a0]/);
  }));
});

test.each([
  ['${a}', '"$${a}"'], ['$${a}', '"$$${a}"'], ['%{ if }', '"%%{ if }"'], ['a"b\\', '"a\\"b\\\\"'], ['a\nb\u202e', '"a\\nb\\u202e"'], ['\u{e0067}', '"\\U000e0067"'],
])('%j in HCL is %s', (text, literal) => expect(hclLiteral(text)).toBe(literal));

test('a comment stays on its line, whatever it says, and ends where the line does', () => {
  fc.assert(fc.property(texts, fc.integer({ min: 0, max: 90 }), (text, column) => {
    const comment = commentText(text, column);
    expect(comment).toMatch(PRINTABLE);
    expect(comment).not.toContain('\n');
    expect(Array.from(comment).length).toBeLessThanOrEqual(120 - column);
  }));
});
