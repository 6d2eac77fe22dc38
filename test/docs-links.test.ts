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

test('the guides are all to be found from README', () => {
  const linked = [...prose(join(ROOT, 'README.md')).matchAll(/\]\((docs\/guides\/[^)#]+)/g)].map(([, path]) => path);
  const guides = PAGES.map((page) => relative(ROOT, page).replace(/\\/g, '/')).filter((path) => path.startsWith('docs/guides/'));
  expect(guides.filter((path) => !linked.includes(path) && path !== 'docs/guides/provider-framework.md')).toEqual([]);
});
