import * as fc from 'fast-check';
import { checkDescription, checkIntegrationName, checkObjectId, checkSubscriptionKey, printable, quoted, secretForms } from '../../src/model';

describe('quoted', () => {
  test.each([
    ['edge', '"edge"'],
    ['a\r\nb\0\u001b[31m', '"a\\u000d\\u000ab\\u0000\\u001b[31m"'],
    ['\u202egnp.exe', '"\\u202egnp.exe"'],
    ['\ud83d', '"\\ud83d"'],
    ['x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['x'.repeat(10_000), `"${'x'.repeat(80)}…" (10000 characters)`],
    ['🛡'.repeat(200), `"${'🛡'.repeat(80)}…" (400 characters)`],
  ])('%j', (value, expected) => expect(quoted(value)).toBe(expected));

  test('is short, in one line, and obeyed by no terminal', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 5000, size: 'max' }), (value) => {
      const text = quoted(value);
      expect(text.length).toBeLessThan(900);
      expect(text).toBe(printable(text));
    }), { numRuns: 50 });
  });
});

describe('names and keys', () => {
  test.each(['a/b', '%2f', 'a\r\nb', 'a\0b', '__proto__', 'constructor', '\u202eabc', '🛡️', 'u\u0308', '${x}', '%{x}', '$${x}', '...', ' .. '])(
    'take %j: they are encoded on their way', (value) => {
      expect(checkIntegrationName(value)).toBeUndefined();
      expect(checkSubscriptionKey('vendor', value)).toBeUndefined();
    });

  test.each(['.', '..'])('do not take %j, which no path can hold: a subscription of that name could never be ended', (value) => {
    expect(checkIntegrationName(value)).toContain(`the name is "${value}"`);
    expect(checkSubscriptionKey('fingerprint', value)).toContain(`the fingerprint is "${value}"`);
  });

  test('do not take half of a surrogate pair, nor does a description', () => {
    for (const problem of [checkIntegrationName('a\udc00'), checkSubscriptionKey('vendor', 'a\udc00'), checkDescription('a\udc00')]) {
      expect(problem).toBe('"a\\udc00" holds half of a surrogate pair, which is no character; take it out');
    }
  });

  test('are bounded by what they take in a URL', () => {
    expect(checkIntegrationName('x'.repeat(4096))).toBeUndefined();
    expect(checkIntegrationName('x'.repeat(10_000))).toBe(`the name "${'x'.repeat(80)}…" (10000 characters) takes 10000 characters in a URL; 4096 are the most`);
    expect(checkSubscriptionKey('vendor', 'ü'.repeat(1000))).toContain('takes 6000 characters');
    expect(checkSubscriptionKey('cve', `CVE-2024-${'1'.repeat(10_000)}`)).toContain('4096 are the most');
  });

  test('a description is in no URL: it may be long', () => {
    expect(checkDescription('x'.repeat(100_000))).toBeUndefined();
  });

  test('a refused id is quoted short', () => {
    expect(checkObjectId('\u001b'.repeat(10_000))!.length).toBeLessThan(600);
  });
});

describe('the forms of a secret', () => {
  const around = (bytes: string) => Buffer.from(bytes).toString('base64');

  test.each([
    ['itself', (secret: string) => secret],
    ['percent-encoded', encodeURIComponent],
    ['percent-encoded in lower case', (secret: string) => encodeURIComponent(secret).replace(/%../g, (mark) => mark.toLowerCase())],
    ['in a query', (secret: string) => new URLSearchParams({ k: secret }).toString().slice(2)],
    ['in JSON', JSON.stringify],
    ['in JSON in JSON', (secret: string) => JSON.stringify(JSON.stringify(secret))],
    ['in JSON of Go', (secret: string) => JSON.stringify(secret).replace(/&/g, '\\u0026').replace(/</g, '\\u003c').replace(/>/g, '\\u003e')],
    ['in Base64', around],
    ['in Base64 behind a user', (secret: string) => around(`u:${secret}`)],
    ['in Base64 behind another user', (secret: string) => around(`us:${secret}.`)],
    ['in Base64 of URLs', (secret: string) => Buffer.from(`user:${secret}..`).toString('base64url')],
  ])('hold it %s, but for what its first and last byte share with their neighbours', (_what, encode) => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 40 }), (secret) => {
      const left = secretForms(secret).reduce((text, form) => text.replaceAll(form, ''), encode(secret));
      expect(left.length).toBeLessThan(14);
    }));
  });
});
