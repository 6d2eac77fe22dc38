import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as library from '../../src';
import { ROOT_CERTIFICATE } from '../../src/model';
import { FIREWALL_EXAMPLES } from '../support/examples';

const GUIDES = resolve(__dirname, '..', '..', 'docs', 'guides', 'firewalls');
const guides = readdirSync(GUIDES).filter((name) => name !== 'README.md').map((name) => name.replace(/\.md$/, '')).sort();

/** A part of a guide, by its heading. */
function section(guide: string, heading: RegExp): string {
  const parts = readFileSync(join(GUIDES, `${guide}.md`), 'utf8').split(/^## /m);
  return parts.find((part) => heading.test(part)) ?? '';
}

test('there is a guide for each example', () => {
  expect(guides).toEqual(FIREWALL_EXAMPLES);
});

describe.each(guides)('%s', (guide) => {
  const text = readFileSync(join(GUIDES, `${guide}.md`), 'utf8');

  test('has the parts that all have, in their order', () => {
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading).filter((heading) => heading !== 'Without a device');
    expect(headings).toEqual(['The stack', expect.stringMatching(/^(On the (device|host)|In AWS)$/), 'See that it pulls', 'What goes wrong']);
    const [opening] = text.split('\n## ');
    expect(opening).toMatch(/Constructs?: |`connection\(\)`/);
    expect(opening).toMatch(/Provider/);
    expect(section(guide, /^The stack/)).toContain('| what | where it goes |');
  });

  test('says what to do on the device: certificate, rule, commit', () => {
    const steps = section(guide, /^(On the|In AWS)/);
    const titles = [...steps.matchAll(/^\d\. \*\*([^*]+?)\.?\*\*/gm)].map(([, title]) => title);
    expect(titles.filter((title) => /^(The certificate|The rule|Commit)$/.test(title))).toEqual(['The certificate', 'The rule', 'Commit']);
    expect(steps).toContain(ROOT_CERTIFICATE.url);
    expect(steps).toContain(ROOT_CERTIFICATE.sha256Fingerprint);
  });

  test('says how to see that it pulls, and what keeps it from pulling', () => {
    expect(section(guide, /^See that/)).toContain('*Last Pull*');
    const wrong = section(guide, /^What goes wrong/);
    expect(wrong).toContain('| what you see | why, and what to do |');
    const first = [/offline/, /\*Last Pull\* moves/, /401/, /404/, /429/, /does not resolve/, /certificate error/, /empty/, /./];
    const rows = [...wrong.matchAll(/^\| (.*?) \| .* \|$/gm)].map(([, seen]) => seen).slice(1);
    expect(first.filter((words, i) => !words.test(rows[i]))).toEqual([]);
  });

  test('names nothing of ours that is not there', () => {
    const ours = /`(?:new )?([A-Z]\w+(?:Feed|List|Address|Alias|Updater|Command|Provider|Config|Tier|Context|Kind))\b/g;
    const names = [...text.matchAll(ours)].map(([, name]) => name);
    // What Sophos calls its own object.
    expect(names.filter((name) => !(name in library) && name !== 'ThirdPartyFeed')).toEqual([]);
  });
});
