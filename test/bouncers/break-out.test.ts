import fc from 'fast-check';
import { fileOf, INPUT, LEAST } from './files';
import { caddy, goYaml, lua, oldYaml, php, templateYaml } from './parsers';
import { BouncerComponent, BouncerFile, parseBouncerConfig, renderBouncerConfig } from '../../src/bouncers';

const { NGINX, OPENRESTY, TRAEFIK, CADDY, WORDPRESS, FASTLY, CUSTOM } = BouncerComponent;

/** Longer than any word of the files, so that it is found nowhere else. */
const PLAIN = 'plain-key-of-the-tests';

const READERS: { readonly [component in BouncerComponent]?: (text: string) => unknown } = {
  [NGINX]: lua,
  [OPENRESTY]: lua,
  [TRAEFIK]: templateYaml,
  [BouncerComponent.HAPROXY_SPOA]: goYaml,
  [CADDY]: caddy,
  [WORDPRESS]: php,
  [BouncerComponent.PHP]: php,
  [BouncerComponent.CLOUDFLARE]: goYaml,
  [FASTLY]: oldYaml,
  [BouncerComponent.AWS_WAF]: goYaml,
  [CUSTOM]: goYaml,
  [BouncerComponent.BLOCKLIST_MIRROR]: goYaml,
  [BouncerComponent.FIREWALL]: goYaml,
};

/** Keys that mean something somewhere, among any text. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.array(fc.constantFrom(
    '"', '\'', '\\', '$', '${HOME}', '$HOME', '{{ env "HOME" }}', '{env.HOME}', '{$HOME}', '#', ' #', ': ', '\n', '\r', '\t', '\u0085', '\u2028',
    '\0', '<<', '<<X', '`', '}', '*/', '?>', '%{ if true }', 'a', '0', ' ', '&', ',', '=', '---', '- ', '|', '>', '!', '@', '\ud800',
    '\ue0000\ue001', '\ufeff', '\u007f', '\u00a0', '$&', '$1',
  ), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
);

/** The same structure, with the plain key replaced. */
function withKey(tree: unknown, key: string): unknown {
  return JSON.parse(JSON.stringify(tree), (_, value) => (value === PLAIN ? key : value));
}

/** The file, if the key could be written; an error does not hold the key. */
function rendered(key: string, render: () => BouncerFile): string | undefined {
  try {
    return render().content;
  } catch (error) {
    const { message } = error as Error;
    expect(message).toMatch(/^[\w.[\]]+: it holds a character that .* cannot hold$/);
    if (key.length > 3) expect(message).not.toContain(key);
    return undefined;
  }
}

describe.each(Object.entries(READERS) as [BouncerComponent, (text: string) => unknown][])('%s', (component, read) => {
  test('a key stays in its place, whatever it holds, or is refused', () => {
    const expected = read(fileOf(component, { apiKey: PLAIN }).content);
    expect(JSON.stringify(expected)).toContain(PLAIN);
    fc.assert(fc.property(hostile, (key) => {
      const text = rendered(key, () => fileOf(component, { apiKey: key }));
      if (text !== undefined) expect(read(text)).toEqual(withKey(expected, key));
    }), { numRuns: 500 });
  });

  test('what is written is read back', () => {
    fc.assert(fc.property(hostile, fc.integer({ min: 1, max: 10_000_000 }), (key, seconds) => {
      const updateFrequency = { toSeconds: () => seconds, toHumanString: () => '' } as typeof INPUT.updateFrequency;
      const text = rendered(key, () => fileOf(component, { apiKey: key, updateFrequency }));
      if (text === undefined || /^(<.*>|\$\{.*\})$/s.test(key)) return;
      const { url, apiKey, streams, updateFrequencySeconds, problems } = parseBouncerConfig(component, text);
      expect({ url: url!.replace(/\/$/, ''), apiKey }).toEqual({ url: INPUT.url.replace(/\/$/, ''), apiKey: key });
      expect(streams).not.toBe(false);
      expect(updateFrequencySeconds).toBe(component === BouncerComponent.PHP ? undefined : seconds);
      expect(problems).toEqual([]);
    }), { numRuns: 200 });
  });

  test('hex keys are never refused', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9a-f]{1,64}$/), (key) => {
      expect(parseBouncerConfig(component, fileOf(component, { apiKey: key }).content)).toMatchObject({ apiKey: key, problems: [] });
    }), { numRuns: 50 });
  });
});

test('secrets among the options stay in their place as well', () => {
  const { accounts: [account] } = LEAST[FASTLY]!.fastly!;
  const fastly = (token: string) => renderBouncerConfig(FASTLY, INPUT, { fastly: { accounts: [{ ...account, token }] } });
  const expected = oldYaml(fastly(PLAIN).content);
  fc.assert(fc.property(hostile, (token) => {
    const text = rendered(token, () => fastly(token));
    if (text !== undefined) expect(oldYaml(text)).toEqual(withKey(expected, token));
  }));
});

test('no text makes the parser throw, and no problem holds a key', () => {
  fc.assert(fc.property(fc.constantFrom(...Object.keys(READERS) as BouncerComponent[]), hostile, fc.nat(), (component, text, cut) => {
    expect(() => parseBouncerConfig(component, text)).not.toThrow();
    const { content } = fileOf(component, { apiKey: PLAIN });
    const at = cut % content.length;
    const { problems } = parseBouncerConfig(component, content.slice(0, at) + text + content.slice(at));
    expect(problems.join('\n')).not.toContain(PLAIN);
  }), { numRuns: 2000 });
});
