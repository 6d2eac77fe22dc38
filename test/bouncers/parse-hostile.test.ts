import fc from 'fast-check';
import { COMPONENTS } from './files';
import { parsed } from './parsed';
import { BouncerComponent } from '../../src/bouncers';

const { FIREWALL, NGINX, PHP, CADDY, WORDPRESS } = BouncerComponent;

/** About a megabyte. */
const much = (text: string) => text.repeat(Math.ceil(1_000_000 / text.length));

/** A sequence of numbered lines, about a megabyte. */
const lines = (of: (index: number) => string) => Array.from({ length: 1_000_000 / of(100_000).length }, (_, index) => of(index)).join('\n');

describe('a megabyte that was made to keep a reader busy is read in the time that it takes', () => {
  test.each<[string, BouncerComponent, () => string]>([
    ['a span of digits', FIREWALL, () => `update_frequency: "${much('1')}x"`],
    ['a row of spaces inside a value', NGINX, () => `API_KEY=a${much(' ')}b`],
    ['a quote of PHP that is not closed', PHP, () => `<?php ['${much('\\\'')}`],
    ['a double one', PHP, () => `<?php ["${much('\\"')}`],
    ['comments that do not end', PHP, () => much('/* ')],
    ['backslashes', PHP, () => `<?php ['api_key' => "${much('\\\\')}"]`],
    ['quotes of a Caddyfile', CADDY, () => much('"\\" `')],
    ['blocks that do not end', CADDY, () => much('crowdsec {\n')],
    ['keys of YAML', FIREWALL, () => lines((index) => `key${index}: 1`)],
    ['anchors and aliases', FIREWALL, () => lines((index) => `- &a${index} x\n- *a${index}`)],
    ['aliases of aliases', FIREWALL, () => `a0: &a0 [x]\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}`],
    ['lists in lists', FIREWALL, () => '['.repeat(50_000)],
    ['JSON in JSON', WORDPRESS, () => much('[')],
    ['a path', FIREWALL, () => `api_url: "http://h/${much('/v1/decisions')}x"`],
  ])('%s', (_, component, text) => {
    expect(parsed(component, text()).problems.length).toBeGreaterThan(0);
  }, 60_000);
});

test('binary and any text: never an exception, and each problem once', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.array(fc.constantFrom(...'\n\n\t\r =:-[]{}&*!|>\'"%@`#$\\?,;<>/ax0'), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(fc.property(fc.constantFrom(...COMPONENTS), any, (component, text) => {
    const { problems } = parsed(component, text);
    expect(problems).toEqual([...new Set(problems)]);
  }), { numRuns: 3000 });
});

test.each(['constructor', 'toString', '__proto__', ''])('%j is no component', (component) => {
  expect(parsed(component as BouncerComponent, '').problems).toEqual([`"${component}" is no component that is known here`]);
});

test('a key that stands in the wrong place is not shown', () => {
  const key = 'MTIzNDU2Nzg5MGFiY2RlZg';
  for (const component of COMPONENTS) {
    for (const text of [
      key, `${key}=`, `${key}: x`, `api_url: ${key}`, `api_key: "${key}`, `update_frequency: ${key}`, `mode: ${key}`, `UPDATE_FREQUENCY=${key}`,
      `crowdsec {\n${key} x\nticker_interval ${key}\n}`, `<?php return ['api_url' => '${key}', 'stream_mode' => ${key}];`,
      `http: {middlewares: {a: {plugin: {b: {crowdsecMode: ${key}, updateMaxFailure: ${key}}}}}}`, `waf_config: [{${key}: 1}]\n${key}: 1`,
    ]) expect(parsed(component, text).problems.join('\n')).not.toContain(key);
  }
});
