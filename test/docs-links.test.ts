import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
/** What people read: at the top, and below docs and examples. */
const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md') && name !== 'API.md').map((name) => join(ROOT, name)),
  ...['docs', 'examples'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md')).map((name) => join(ROOT, folder, name))),
];

/** A page without its blocks of code. */
function prose(page: string): string {
  return readFileSync(page, 'utf8').replace(/^ *```[^]*?^ *```$/gm, '');
}

/** Names of a page's headings, as GitHub makes them. */
function anchors(page: string): string[] {
  return [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-'));
}

test.each(PAGES.map((page) => [relative(ROOT, page), page]))('%s: its links lead somewhere', (_, page) => {
  const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter((target) => !/^[a-z]+:/.test(target));
  expect(links.filter((link) => {
    const [path, anchor] = link.split('#');
    const target = path ? resolve(dirname(page), path) : page;
    return !existsSync(target) || (anchor !== undefined && !anchors(target).includes(anchor));
  })).toEqual([]);
});

test('README leads to the guides\' own page, and that to every guide', () => {
  const linked = (page: string) => [...prose(join(ROOT, page)).matchAll(/\]\(([^)#]+)/g)]
    .map(([, path]) => relative(ROOT, resolve(ROOT, dirname(page), path)));
  expect(linked('README.md')).toContain(join('docs', 'guides', 'README.md'));
  const guides = PAGES.map((page) => relative(ROOT, page)).filter((path) => path.startsWith(join('docs', 'guides')) && path !== join('docs', 'guides', 'README.md'));
  expect(guides.filter((path) => !linked(join('docs', 'guides', 'README.md')).includes(path))).toEqual([]);
});

test('README is one screen', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').length).toBeLessThan(75);
});
