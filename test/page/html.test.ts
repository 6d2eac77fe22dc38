import { ago, bar, html } from '../../src/page';

test('what is put in is text, in elements and in attributes', () => {
  const harm = '<b title=\'"&\'>';
  expect(html`<p title="${harm}">${harm}</p>`.text).toBe('<p title="&lt;b title=&#39;&quot;&amp;&#39;&gt;">&lt;b title=&#39;&quot;&amp;&#39;&gt;</p>');
});

test('only pieces made by a template are HTML, also in lists', () => {
  expect(html`<ul>${['<a>', '<b>'].map((each) => html`<li>${each}</li>`)}</ul>`.text).toBe('<ul><li>&lt;a&gt;</li><li>&lt;b&gt;</li></ul>');
});

test('false and what is missing leave nothing; zero is a number', () => {
  expect(html`${false}${null}${undefined}${0}${[]}`.text).toBe('0');
});

test('what does not show is made visible, lines stay', () => {
  expect(html`${'a\nb\u202Ec\u0000'}`.text).toBe('a\nb\\u202ec\\u0000');
});

test.each([[-1, 0], [0.314, 31], [7, 100]])('a bar of %d is filled to %i percent', (share, percent) => {
  expect(/class="fill" width="(\d+)%"/.exec(bar(share, 'ok').text)?.[1] ?? '0').toBe(String(percent));
});

test.each([
  ['2026-01-31T11:59:30Z', 'just now'], ['2026-01-31T11:15:00Z', '45 min ago'], ['2026-01-30T12:00:00Z', '24 h ago'], ['2026-01-01T12:00:00Z', '30 days ago'],
  ['2026-02-01T12:00:00Z', 'in the future'],
])('%s was %s', (then, words) => {
  expect(ago(new Date(then), new Date('2026-01-31T12:00:00Z'))).toBe(words);
});
