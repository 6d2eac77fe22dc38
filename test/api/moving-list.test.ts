/** A list whose items come and go while its pages are read. */
import * as fc from 'fast-check';
import { integrationJson, optionsFor, serve, type TestServer } from './server';
import { createClient } from '../../src/api';

const PAGE = 100;

/** What somebody else does between two requests. */
interface Change {
  readonly what: 'append' | 'prepend' | 'delete';
  /** Where one is deleted. */
  readonly at: number;
}

const change: fc.Arbitrary<Change> = fc.record({ what: fc.constantFrom('append', 'prepend', 'delete'), at: fc.nat(400) });

let items: string[] = [];
let changes: (readonly Change[])[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await serve([({ path }, response) => {
    const page = Number(new URL(path, 'http://service').searchParams.get('page'));
    const answer = {
      items: items.slice((page - 1) * PAGE, page * PAGE).map((id) => integrationJson({ id, name: id })),
      total: items.length,
      page,
      size: PAGE,
      pages: Math.ceil(items.length / PAGE),
      links: {},
    };
    for (const each of changes.shift() ?? []) carryOut(each);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }]);
});
afterAll(() => server.close());

let made = 0;
function carryOut(each: Change): void {
  if (each.what === 'append') items.push(`new-${made++}`);
  else if (each.what === 'prepend') items.unshift(`new-${made++}`);
  else items.splice(each.at % Math.max(items.length, 1), 1);
}

/** Reads the list while it changes; what was there all the time, and what was read. */
async function reading(count: number, meanwhile: readonly (readonly Change[])[]): Promise<{ lasting: string[]; read: string[] }> {
  items = Array.from({ length: count }, (_, n) => `old-${n}`);
  changes = [...meanwhile];
  const client = createClient(optionsFor(server.url));
  const read = (await client.integrations.list()).map(({ id }) => id);
  await client.close();
  return { lasting: items.filter((id) => id.startsWith('old-')), read };
}

test('one that stands still again in time is read as it is, with nothing missing and nothing twice', async () => {
  // At most one change between two requests, and none after the first reading: what moved shows in the total or in an item that comes twice.
  await fc.assert(fc.asyncProperty(fc.integer({ min: 150, max: 400 }), change, async (count, single) => {
    const { lasting, read } = await reading(count, [[single]]);
    expect(new Set(read).size).toBe(read.length);
    expect(lasting.filter((id) => !read.includes(id))).toEqual([]);
  }), { numRuns: 60 });
});

test('one that never stands still is read with nothing twice, and ends', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 150, max: 400 }), fc.array(fc.array(change, { maxLength: 5 }), { minLength: 15, maxLength: 15 }),
    async (count, meanwhile) => {
      const { read } = await reading(count, meanwhile);
      expect(new Set(read).size).toBe(read.length);
    }), { numRuns: 40 });
});

test('deletions in every reading: what one of them misses another has', async () => {
  const { lasting, read } = await reading(250, Array.from({ length: 9 }, (_, n) => (n % 3 === 0 ? [{ what: 'delete', at: n * 20 }] : [])));
  expect(lasting.filter((id) => !read.includes(id))).toEqual([]);
});

test('one that is made as another is deleted leaves the total as it was, and shows as an item that comes twice', async () => {
  const { lasting, read } = await reading(250, [[{ what: 'delete', at: 249 }, { what: 'prepend', at: 0 }]]);
  expect(lasting.filter((id) => !read.includes(id))).toEqual([]);
  expect(new Set(read).size).toBe(read.length);
});
