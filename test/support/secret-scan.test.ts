import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { SecretScan } from './secret-scan';
import { temporaryFolder } from './terraform';

const SECRET = 'kEy+1/2=3&4%5<6>"7\\8\'é';
const scan = new SecretScan({ key: SECRET });

const json = (text: string) => JSON.stringify(text);
const byGo = (text: string) => json(text).replace(/[&<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
const lower = (text: string) => text.replace(/%../g, (code) => code.toLowerCase());
const allCodes = (text: string) => text.replace(/[^]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
const html = (text: string) => text.replace(/[&<>"'+]/g, (mark) => `&#${mark.charCodeAt(0)};`);

describe('a secret is found that was planted', () => {
  test.each<[string, string]>([
    ['as it is', SECRET],
    ['in Base64', Buffer.from(SECRET).toString('base64')],
    ['in Base64 behind a user of 4 bytes and a colon', Buffer.from(`user:${SECRET}`).toString('base64')],
    ['in Base64 behind a user of 5 bytes and a colon', Buffer.from(`users:${SECRET}`).toString('base64')],
    ['in Base64 with something behind it', Buffer.from(`${SECRET} and more`).toString('base64')],
    ['in Base64 of URLs', Buffer.from(`a:${SECRET}`).toString('base64url')],
    ['in Base64 in a URL', encodeURIComponent(Buffer.from(SECRET).toString('base64'))],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', lower(encodeURIComponent(SECRET))],
    ['percent-encoded in full', Buffer.from(SECRET).toString('hex').replace(/../g, '%$&')],
    ['as a URL\'s query', new URLSearchParams({ k: SECRET }).toString()],
    ['as user and password of a URL', Object.assign(new URL('http://h/'), { username: 'u', password: SECRET }).href],
    ['in JSON', json(SECRET)],
    ['in JSON of Go', byGo(SECRET)],
    ['in JSON that is text in JSON', json(json(SECRET))],
    ['in JSON of Go that is text in JSON of Go', byGo(byGo(SECRET))],
    ['in codes of JSON', allCodes(SECRET)],
    ['in a URL in JSON', json(`http://u:${encodeURIComponent(SECRET)}@h/`)],
    ['in JSON in a URL', encodeURIComponent(json(SECRET))],
    ['in HTML', html(SECRET)],
    ['in hexadecimal digits', Buffer.from(SECRET).toString('hex')],
    ['in HEXADECIMAL digits', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ])('%s', (_form, planted) => {
    const found = scan.text(`some line\nbefore ${planted} behind %zz \\u12 &nope; %`, 'here');
    expect(found).toEqual([{ secret: 'key', form: expect.any(String), where: 'here' }]);
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  test('in a file below a folder, in a file\'s name, but not where secrets are by design, nor behind a link', () => {
    const folder = temporaryFolder('scan');
    try {
      const short = new SecretScan({ key: 'plain-secret' });
      mkdirSync(join(folder, 'a', 'b'), { recursive: true });
      writeFileSync(join(folder, 'a', 'b', 'log'), Buffer.concat([Buffer.from([0xff, 0, 0xfe]), Buffer.from('plain-secret')]));
      writeFileSync(join(folder, 'a', 'plain-secret'), '');
      writeFileSync(join(folder, 'state'), 'plain-secret');
      symlinkSync(join(folder, 'state'), join(folder, 'link'));
      expect(short.folder(folder, (path) => path === 'state')).toEqual([
        { secret: 'key', form: 'plain', where: join('a', 'b', 'log') },
        { secret: 'key', form: 'plain', where: `the name of ${join('a', 'plain-secret')}` },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('of several secrets each is told once, by its name', () => {
  const two = new SecretScan({ one: 'secret-one', two: 'secret-two', three: 'secret-three' });
  expect(two.text('secret-two secret-one secret-one', 'log')).toEqual([
    { secret: 'one', form: 'plain', where: 'log' }, { secret: 'two', form: 'plain', where: 'log' },
  ]);
});

test('whatever the secret and wherever it stands in what is encoded, it is found', () => {
  const encodings = [
    (text: string) => text,
    (text: string) => Buffer.from(text).toString('base64'),
    encodeURIComponent,
    byGo,
    (text: string) => json(byGo(text)),
  ];
  fc.assert(fc.property(
    fc.string({ unit: 'grapheme-ascii', minLength: 10, maxLength: 40 }).filter((secret) => !/[%\\&]/.test(secret)), fc.string(), fc.string(), fc.constantFrom(...encodings),
    (secret, before, behind, encode) => new SecretScan({ secret }).text(encode(`${before}${secret}${behind}`), 'x').length === 1,
  ));
});

test('what holds none of them is clean, and one that is found by chance is refused', () => {
  expect(scan.text('a log of 100 % {"name": "kEy+1", "text": "\\u0041"} &amp; Zm9vYmFy', 'log')).toEqual([]);
  expect(() => new SecretScan({ pin: '1234' })).toThrow('the secret pin is too short');
});
