import { SAMPLE } from './report-sample';
import { doctorPage, summaryOf, type Report } from '../../src/doctor';

const page = doctorPage(SAMPLE);

/** What a reader sees of it: its text, each piece on a line of its own. */
function textOf(text: string): string {
  return text.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, '\n').replace(/\s*\n\s*/g, '\n');
}

/** The row of the table of integrations that names one. */
function rowOf(name: string): string {
  const rows = page.split('<tr>').filter((row) => row.includes(`<th scope="row">${name}<br>`));
  expect(rows).toHaveLength(1);
  return textOf(rows[0].split('</tr>')[0]);
}

test('is one page: no script, nothing from elsewhere, and a policy that says so', () => {
  expect(page).toContain('Content-Security-Policy');
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).not.toMatch(/<(script|img|iframe|link rel="stylesheet)|@import|url\(/);
});

test('shows hostile names as text', () => {
  expect(page).not.toMatch(/<img|onerror=alert\(1\)"|<a /);
  expect(page).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;');
});

test('makes what does not show visible: a name cannot turn the rest of its line around', () => {
  const [first] = SAMPLE.integrations;
  expect(doctorPage({ ...SAMPLE, integrations: [{ ...first, name: 'edge\u202Eegde' }] })).toContain('edge\\u202eegde');
});

test('says in one sentence how it stands', () => {
  const verdictOf = (summary: Partial<Report['summary']>) => (
    /<p class="verdict">(.*?)<\/p>/.exec(doctorPage({ ...SAMPLE, summary: { ...summaryOf([]), ...summary } }))?.[1]);
  expect([verdictOf({ fail: 1, warn: 2 }), verdictOf({ warn: 2, ok: 1 }), verdictOf({ unknown: 1 }), verdictOf({ ok: 9, skip: 1 })]).toEqual([
    '1 check failed, 2 warned.', 'No check failed, 2 warned.', 'No check failed; 1 could not be seen from here.', 'Everything that was looked at is well.',
  ]);
});

test('has the integrations worst first, each with its pull, addresses, subscriptions and remedies', () => {
  const order = [...page.matchAll(/<th scope="row">([^<]+)<br>/g)].map(([, name]) => name);
  expect(order).toEqual(['lab', expect.stringContaining('script'), 'branch-lyon', 'edge-paris']);
  expect(rowOf('lab').split('\n')).toEqual(expect.arrayContaining([
    '✕ fail', 'never', 'offline', '0', 'empty', 'no limit', 'none', 'subscribed to nothing', 'Subscribe it to at least one list.',
  ]));
  expect(rowOf('branch-lyon').split('\n')).toEqual(expect.arrayContaining([
    '! warn', '23 h ago', 'limit 24 h', '10,000', 'limit reached', '4 vendors', 'Raise pull_limit as far as the device takes it.',
  ]));
  expect(rowOf('edge-paris').split('\n')).toEqual(expect.arrayContaining(['✓ ok', '3 h ago', '48,211', 'limit 131,072', '12 CVEs', '1 fingerprint', 'nothing']));
});

test('has the other checks worst first, without what a row above says; what passed and what was not looked at is folded away', () => {
  const [open, skipped, passed] = page.slice(page.indexOf('id="checks"')).split('<details>');
  const idsOf = (text: string) => [...text.matchAll(/<th scope="row"><span class="code">([^<]+)</g)].map(([, id]) => id);
  expect(idsOf(open)).toEqual(['lapi-health', 'clock-skew', 'service-log']);
  expect(idsOf(skipped)).toEqual(['lapi-key']);
  expect(idsOf(passed)).toEqual(['dns-resolve', 'tls-chain', 'api-key-valid', 'integration-pulls']);
  expect(textOf(open)).toContain('Start the engine, or correct api_url.');
});

test('does without integrations, and without services that nobody configured', () => {
  const none = { status: 'not_configured', latency_ms: null } as const;
  const bare = textOf(doctorPage({ ...SAMPLE, integrations: [], lapi: none, capi: none }));
  expect(bare).not.toMatch(/Integrations|Central API|local API/);
  expect(bare).toContain('Subscribe it to at least one list.');
});
