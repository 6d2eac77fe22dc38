import { COMPONENTS, fileOf, INPUT, KEY, LEAST } from './files';
import {
  AwsWafBouncerScope, BlocklistMirrorAuthentication, BouncerComponent, BouncerOptions, FirewallBouncerHook, FirewallBouncerMode,
  parseBouncerConfig, refusalOf, renderBouncerConfig, Syntax, writeLiteral,
} from '../../src/bouncers';
import { Duration } from '../../src/model';

const { FIREWALL, CUSTOM, NGINX, TRAEFIK, BLOCKLIST_MIRROR, AWS_WAF, FASTLY, CLOUDFLARE, PHP } = BouncerComponent;
const { NFTABLES, IPSET } = FirewallBouncerMode;

const ACL = { webAclName: 'w', ruleGroupName: 'r', ipsetPrefix: 'p', scope: AwsWafBouncerScope.REGIONAL };

describe('bad options are named', () => {
  test.each<[BouncerComponent, unknown, RegExp]>([
    [FIREWALL, {}, /^firewall\.mode: undefined is not one of nftables, iptables, ipset, pf$/],
    [FIREWALL, { firewall: { mode: 'iptable' } }, /^firewall\.mode: "iptable" is not one of/],
    [FIREWALL, { firewall: { mode: IPSET, nftablesHooks: [FirewallBouncerHook.INPUT] } },
      /^firewall\.nftablesHooks: only for mode nftables, not for ipset$/],
    [FIREWALL, { firewall: { mode: NFTABLES, nftablesHooks: [] } }, /^firewall\.nftablesHooks: give at least one/],
    [FIREWALL, { firewall: { mode: NFTABLES, nftablesHooks: ['input', 'output'] } }, /^firewall\.nftablesHooks\[1\]: "output" is not one of/],
    [FIREWALL, { firewall: { mode: 'iptables', iptablesChains: ['IN PUT'] } }, /^firewall\.iptablesChains\[0\]: "IN PUT" is not the name of a chain/],
    [FIREWALL, { firewall: { mode: 'iptables', ipsetSize: 1.5 } }, /^firewall\.ipsetSize: give a whole number from 1 to/],
    [FIREWALL, { firewall: { mode: NFTABLES, denyLog: 'yes' } }, /^firewall\.denyLog: give true or false/],
    [FIREWALL, { firewall: { mode: NFTABLES, denyact: 1 } }, /^firewall\.denyact: there is no such option; there are mode, denyAction/],
    [FIREWALL, { firewall: [] }, /^firewall: give an object/],
    [FIREWALL, { firewall: { mode: NFTABLES }, custom: { binPath: '/x' } }, /^custom: is not for "firewall", which has only "firewall"$/],
    [NGINX, { traefik: {} }, /^traefik: is not for "nginx", which has no options$/],
    [CUSTOM, {}, /^custom\.binPath: give a text that is not empty$/],
    [CUSTOM, { custom: { binPath: 'block.sh' } }, /^custom\.binPath: "block\.sh" is not an absolute path$/],
    [CUSTOM, { custom: { binPath: '/x', cacheRetention: 10 } }, /^custom\.cacheRetention: give a Duration/],
    [CUSTOM, { custom: { binPath: '/x', binArgs: ['a', ''] } }, /^custom\.binArgs\[1\]: give a text/],
    [TRAEFIK, { traefik: { middleware: 'a b' } }, /^traefik\.middleware: "a b" is not 1 to 64/],
    [TRAEFIK, { traefik: { path: 'a.yaml' } }, /^traefik\.path: "a\.yaml" is not an absolute path/],
    [PHP, { php: { directory: '/srv/$(id)' } }, /^php\.directory: /],
    [PHP, { php: { user: 'www data' } }, /^php\.user: /],
    [BLOCKLIST_MIRROR, { blocklistMirror: { blocklists: [{ authentication: 'basic', user: 'u' }] } },
      /^blocklistMirror\.blocklists\[0\]\.password: is required for the authentication "basic"$/],
    [BLOCKLIST_MIRROR, { blocklistMirror: { blocklists: [{ authentication: BlocklistMirrorAuthentication.IP_BASED }] } },
      /\.trustedIps: is required/],
    [BLOCKLIST_MIRROR, { blocklistMirror: { blocklists: [{}, {}] } },
      /^blocklistMirror\.blocklists\[1\]\.endpoint: another has the same; give each its own$/],
    [BLOCKLIST_MIRROR, { blocklistMirror: { listenUri: 'localhost' } }, /^blocklistMirror\.listenUri: "localhost" is not an address with a port/],
    [AWS_WAF, {}, /^awsWaf\.acls: give at least one element$/],
    [AWS_WAF, { awsWaf: { acls: [ACL] } }, /^awsWaf\.acls\[0\]\.region: is required for the scope "REGIONAL"$/],
    [AWS_WAF, { awsWaf: { acls: ['a', 'b'].map((region) => ({ ...ACL, region })) } }, /^awsWaf\.acls\[1\]\.ruleGroupName: another has the same/],
    [AWS_WAF, { awsWaf: { acls: ['a', 'b'].map((ruleGroupName) => ({ ...ACL, region: 'r', ruleGroupName })) } },
      /^awsWaf\.acls\[1\]\.ipsetPrefix: another has the same/],
    [BLOCKLIST_MIRROR, { blocklistMirror: { blocklists: [null, undefined] } }, /^blocklistMirror\.blocklists\[1\]\.endpoint: another has the same/],
    [CUSTOM, { custom: { binPath: '/x', totalRetries: 3 } }, /^custom\.totalRetries: only for feedViaStdin$/],
    [TRAEFIK, { traefik: { plugin: { toString: undefined } } }, /^traefik\.plugin: an object is not 1 to 64/],
    [FASTLY, { fastly: { accounts: [{ token: 't', services: [] }] } }, /^fastly\.accounts\[0\]\.services: give at least one/],
    [FASTLY, { fastly: { accounts: [{ token: 't', services: [{ id: 'i', recaptchaSiteKey: 'a', recaptchaSecretKey: 'b' }] }] } },
      /^fastly\.accounts\[0\]\.services\[0\]\.activate: give true or false/],
    [CLOUDFLARE, { cloudflare: { accounts: [{ id: 'i', token: 't', zones: [{ zoneId: 'z' }] }] } }, /^cloudflare\.accounts\[0\]\.zones\[0\]\.routes: /],
  ])('%s %j', (component, options, message) => {
    expect(() => renderBouncerConfig(component, INPUT, options as BouncerOptions)).toThrow(message);
  });

  test.each([
    [{ url: 'https://api.example.org/v1' }, /^url: must be a URL of http or https that ends with \/$/],
    [{ url: 'ftp://api.example.org/' }, /^url: /],
    [{ urlParts: { scheme: 'https', host: 'h', path: '/v1' } }, /^url: must be a URL whose path ends with \/$/],
    [{ apiKey: '' }, /^apiKey: must be a key$/],
    [{ updateFrequency: Duration.seconds(0.5) }, /^updateFrequency: must be at least 1 second$/],
  ])('input %#', (input, message) => {
    expect(() => fileOf(TRAEFIK, input)).toThrow(message);
  });

  test('a value that the syntax cannot hold is named, not shown', () => {
    const key = 'secret\nvalue';
    expect(() => fileOf(FIREWALL, { apiKey: key })).toThrow(/^apiKey: it holds a character that YAML/);
    expect(() => renderBouncerConfig(FASTLY, INPUT, {
      fastly: { accounts: [{ token: key, services: LEAST[FASTLY]!.fastly!.accounts[0].services }] },
    })).toThrow(/^fastly\.accounts\[0\]\.token: it holds a character that YAML cannot hold$/);
  });

  test('null is like left out, as other languages pass it', () => {
    expect(fileOf(TRAEFIK, {}, { traefik: { middleware: null }, custom: null } as unknown as BouncerOptions)).toEqual(fileOf(TRAEFIK));
  });
});

describe('values that only Terraform knows', () => {
  const unknown = (value: unknown) => (typeof value === 'string' && value.startsWith('$UNKNOWN')) || (Array.isArray(value) && value[0] === '#LIST');
  const asked: [string, string][] = [];
  const write = (value: string, { name }: Syntax) => {
    asked.push([value, name]);
    return `<<${value}>>`;
  };
  const input = {
    url: '$UNKNOWN url',
    urlParts: { scheme: '$UNKNOWN scheme', host: '$UNKNOWN host', path: '$UNKNOWN path' },
    apiKey: '$UNKNOWN key',
    updateFrequency: Duration.hours(1),
  };
  beforeEach(() => asked.splice(0));

  test.each(COMPONENTS)('%s: each is written once by whoever knows how, and checked by nobody', (component) => {
    const { content } = renderBouncerConfig(component, input, LEAST[component], write, unknown);
    expect(content).toContain('<<$UNKNOWN key>>');
    expect(content).toContain(component === TRAEFIK ? '<<$UNKNOWN path>>' : '<<$UNKNOWN url>>');
    expect(asked.filter(([value]) => value === '$UNKNOWN key')).toHaveLength(1);
    expect(content.replace(/<<.*?>>/g, '')).not.toMatch(/[\ue000-\uf8ff]|UNKNOWN|\$\{|%\{/);
  });

  test('the URL without its last / is used where it is given', () => {
    const { content } = renderBouncerConfig(NGINX, { ...input, bareUrl: '$UNKNOWN bare' }, {}, write, unknown);
    expect(content).toContain('API_URL=<<$UNKNOWN bare>>');
  });

  test('texts of options may be unknown; words, numbers, names and the length of lists may not', () => {
    const custom = (options: object) => () => renderBouncerConfig(CUSTOM, input, { custom: { binPath: '/x', ...options } }, write, unknown);
    expect(custom({ binPath: '$UNKNOWN bin', binArgs: ['$UNKNOWN arg'] })().content).toContain('"<<$UNKNOWN arg>>"');
    expect(custom({ binArgs: ['#LIST'] })).toThrow(/^custom\.binArgs: the number of elements must be known/);
    expect(custom({ totalRetries: -1e300 })).toThrow(/^custom\.totalRetries: give a whole number from -1 to .* known when/);
    const firewall = { mode: '$UNKNOWN mode' as FirewallBouncerMode };
    expect(() => renderBouncerConfig(FIREWALL, input, { firewall }, write, unknown)).toThrow(/^firewall\.mode: must be known/);
    expect(() => renderBouncerConfig(TRAEFIK, input, { traefik: { plugin: '$UNKNOWN' } }, write, unknown)).toThrow(/^traefik\.plugin: must be known/);
  });

  test('what the writer says against a value is said with its name', () => {
    const refuse = () => {
      throw new Error('no');
    };
    expect(() => renderBouncerConfig(PHP, input, {}, refuse, unknown)).toThrow(/^url: no$/);
  });
});

test('what cannot pull is refused with a reason and an alternative', () => {
  for (const component of [BouncerComponent.APACHE, BouncerComponent.HAPROXY_LUA]) {
    expect(refusalOf(component)).toMatch(/(Block on the host|Use) .*"(firewall|haproxy-spoa)"/);
    expect(() => renderBouncerConfig(component, INPUT)).toThrow(refusalOf(component));
    expect(parseBouncerConfig(component, '')).toEqual({ problems: [expect.objectContaining({ text: refusalOf(component) })] });
  }
  for (const component of COMPONENTS) expect(refusalOf(component)).toBeUndefined();
  expect(Object.values(BouncerComponent).filter((component) => !refusalOf(component)).sort()).toEqual([...COMPONENTS].sort());
  expect(() => renderBouncerConfig('iis' as BouncerComponent, INPUT)).toThrow('"iis" is no component that is known here');
  expect(parseBouncerConfig('iis' as BouncerComponent, '').problems).toHaveLength(1);
});

test('a literal is written as the syntax says, half a surrogate pair never', () => {
  expect(writeLiteral('a"\\b', { name: 'X', replacements: [['\\', '\\\\'], ['"', '\\"']], forbidden: '\\n' })).toBe('a\\"\\\\b');
  expect(() => writeLiteral(`${KEY}\ud800`, { name: 'X', replacements: [], forbidden: '\\n' })).toThrow('it holds a character that X cannot hold');
});
