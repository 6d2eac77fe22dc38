import { brief, details, NO_PRIVATE, serverFor } from './support/provider';
import { ApplyContext, DiagnosticError, ObjectValue, Resource, Schema, UNKNOWN } from '../../../src/tfplugin';
import { decodePrivate, encodePrivate } from '../../../src/tfplugin/semantics/private-data';

const string = { description: 'x', type: 'string' } as const;
const schema: Schema = {
  attributes: {
    name: { ...string, required: true },
    size: { description: 'x', type: 'number', optional: true },
    token: { ...string, optional: true, writeOnly: true },
    auth: { description: 'x', nesting: 'list', optional: true, attributes: { key: { ...string, optional: true, writeOnly: true } } },
    id: { ...string, computed: true },
    url: { ...string, computed: true },
  },
  blocks: { rule: { nesting: 'list', block: { attributes: { port: { description: 'x', type: 'number', required: true } } } } },
};
const config: ObjectValue = { name: 'a', size: null, token: 's3cret', auth: [{ key: 's3cret' }], id: null, url: null, rule: [{ port: 1 }] };
const planned: ObjectValue = { ...config, token: null, auth: [{ key: null }], id: UNKNOWN, url: UNKNOWN };
const made: ObjectValue = { ...planned, id: '1', url: 'u' };
const changed: ObjectValue = { ...made, name: 'b' };

type Author = Partial<Resource<any>>;
type Context = ApplyContext<any>;

const create = (author: Author, privateData = NO_PRIVATE) =>
  serverFor({ schema, ...author }).applyResourceChange({ typeName: 'test_thing', prior: null, planned, config, private: privateData });
const update = (author: Author, privateData = NO_PRIVATE) => serverFor({ schema, ...author })
  .applyResourceChange({ typeName: 'test_thing', prior: made, planned: changed, config: { ...config, name: 'b' }, private: privateData });
const destroy = (author: Author, privateData = NO_PRIVATE) => serverFor({ schema, ...author })
  .applyResourceChange({ typeName: 'test_thing', prior: made, planned: null, config: null, private: privateData });

const crash = () => { throw new TypeError('the password is hunter2'); };
const refuse = () => { throw DiagnosticError.of('Refused', 'no "a"', [{ attribute: 'name' }]); };
const checkpoint = (state: ObjectValue, then: () => never) => async (...args: unknown[]): Promise<never> => {
  (args[args.length - 1] as Context).exists(state);
  return then();
};

const BUG = 'error whole Bug in the provider "test"';
const CASES: [name: string, answer: () => ReturnType<typeof create>, state: ObjectValue | null, diagnostics: string[]][] = [
  ['create: what the author made', () => create({ create: async () => made }), made, []],
  ['create: what is undefined is null', () => create({ create: async () => ({ ...made, size: undefined, url: undefined }) }), { ...made, url: null }, []],
  ['create: refused before anything exists', () => create({ create: refuse }), null, ['error [{"attribute":"name"}] Refused']],
  ['create: a crash before anything exists', () => create({ create: crash }), null, [BUG]],
  ['create: refused after it exists', () => create({ create: checkpoint(made, refuse) }), made, ['error [{"attribute":"name"}] Refused']],
  ['create: a crash after it exists, half known', () => create({ create: checkpoint({ ...planned, id: '1', rule: UNKNOWN }, crash) }),
    { ...made, url: null, rule: [] }, [BUG]],
  ['create: the last of two checkpoints counts', () => create({
    create: async (_, context) => {
      context.exists({ ...made, url: null });
      context.exists(made);
      return refuse();
    },
  }), made, ['error [{"attribute":"name"}] Refused']],
  ['create: an error beside a result keeps the result', () => create({
    create: async (_, { diagnostics }) => {
      diagnostics.error('Half done', 'x');
      return { ...made, name: 'other', url: UNKNOWN };
    },
  }), { ...made, name: 'other', url: null }, ['error whole Half done']],
  ['create: a warning is no error', () => create({
    create: async (_, { diagnostics }) => {
      diagnostics.warning('Note', 'x');
      return made;
    },
  }), made, ['warning whole Note']],
  ['create: nothing returned', () => create({ create: async () => undefined }), null, [BUG]],
  ['create: nothing returned after it exists', () => create({
    create: async (_, { exists }) => exists(made),
  }), made, [BUG]],
  ['create: left unknown', () => create({ create: async () => ({ ...made, url: UNKNOWN }) }), { ...made, url: null },
    ['error [{"attribute":"url"}] Bug in the provider "test"']],
  ['create: another value than planned', () => create({ create: async () => ({ ...made, name: 'A' }) }), { ...made, name: 'A' },
    ['error [{"attribute":"name"}] Bug in the provider "test"']],
  ['create: a number as text', () => create({ create: async () => ({ ...made, rule: [{ port: '1' }] }) }), made,
    ['error [{"attribute":"rule"}] Bug in the provider "test"']],
  ['create: a write-only value given back', () => create({ create: async () => ({ ...made, token: 's3cret', auth: config.auth }) }), made, []],
  ['update: what the author made', () => update({ update: async () => changed }), changed, []],
  ['update: a crash keeps what was', () => update({ update: crash }), made, [BUG]],
  ['update: a crash after a step keeps the step', () => update({ update: checkpoint({ ...changed, url: 'half' }, crash) }), { ...changed, url: 'half' }, [BUG]],
  ['update: nothing returned', () => update({ update: async () => null }), made, [BUG]],
  ['update: no code for it', () => update({ update: undefined }), made, [BUG]],
  ['delete: gone', () => destroy({ delete: async () => undefined }), null, []],
  ['delete: refused', () => destroy({ delete: refuse }), made, ['error [{"attribute":"name"}] Refused']],
  ['delete: an error without a throw', () => destroy({ delete: async (_, { diagnostics }) => diagnostics.error('Still used', 'x') }), made,
    ['error whole Still used']],
  ['delete: half done', () => destroy({ delete: checkpoint({ ...made, url: null }, crash) }), { ...made, url: null }, [BUG]],
];

test.each(CASES)('%s', async (_, answering, state, diagnostics) => {
  const answer = await answering();
  expect(answer.state).toEqual(state);
  expect(brief(answer.diagnostics)).toEqual(diagnostics);
});

test('create: equal elements of a set are one, as Terraform has it', async () => {
  const tags: Schema = {
    attributes: {
      tags: { description: 'x', type: ['set', 'string'], required: true },
      rules: { description: 'x', nesting: 'set', optional: true, attributes: { port: { description: 'x', type: 'number', required: true } } },
    },
  };
  const wanted: ObjectValue = { tags: ['e\u0301'], rules: [{ port: 1 }] };
  const twice = { tags: ['\u00e9', 'e\u0301'], rules: [{ port: 1 }, { port: 1 }] };
  const answer = await serverFor({ schema: tags, create: async () => twice })
    .applyResourceChange({ typeName: 'test_thing', prior: null, planned: wanted, config: wanted, private: NO_PRIVATE });
  expect(answer).toMatchObject({ diagnostics: [], state: { tags: ['\u00e9'], rules: [{ port: 1 }] } });
});

test('create: the author gets the write-only values that the plan must not hold', async () => {
  let seen: unknown;
  await create({ create: async (wanted) => { seen = wanted; return made; } });
  expect(seen).toMatchObject({ token: 's3cret', auth: [{ key: 's3cret' }], id: UNKNOWN });
});

test('create: what the author does to the plan it was given changes nothing', async () => {
  const before = JSON.stringify(planned.rule);
  await create({ create: async (wanted) => { wanted.rule[0].port = 99; return made; } });
  expect(JSON.stringify(planned.rule)).toBe(before);
});

test('crash: the message says what, whose, where to report and what may be left over, and no secret', async () => {
  const lost = details((await create({ create: crash })).diagnostics);
  expect(lost).toMatch(/^Creating test_thing failed: TypeError was thrown at .*apply\.test\.ts:\d+:\d+ /);
  expect(lost).toContain('bug in the provider test 1.2.3, not in your configuration. Please report it at https://bugs.example/test');
  expect(lost).toContain('look for it there, and import or delete it');
  expect(lost).not.toContain('hunter2');
  expect(details((await create({ create: checkpoint(made, crash) })).diagnostics)).toContain('What is known to exist is kept in the state.');
});

test('crash: what Node threw is named with its code, and the place is the author\'s', async () => {
  const error = Object.assign(new Error('open \'/home/hunter2\''), { code: 'ENOENT' });
  error.stack = `Error: ${error.message}\n    at async open (node:internal/fs/promises:639:25)\n    at async makeThing (/home/hunter2/thing.ts:3:4)`;
  const text = details((await create({ create: async () => { throw error; } })).diagnostics);
  expect(text).toMatch(/^Creating test_thing failed: Error ENOENT was thrown at async makeThing in thing\.ts:3:4 /);
  expect(text).not.toContain('hunter2');
});

test('crash: anything can be thrown', async () => {
  const text = details((await create({ create: async () => { throw 'hunter2'; } })).diagnostics);
  expect(text).toMatch(/^Creating test_thing failed: a value of type string was thrown \(/);
  const nothing = details((await create({ create: () => Promise.reject(undefined) })).diagnostics);
  expect(nothing).toMatch(/^Creating test_thing failed: a value of type undefined was thrown \(/);
});

const NOTES = encodePrivate({ etag: '1' });
test.each<[string, () => ReturnType<typeof create>, { [key: string]: string }]>([
  ['create starts without what a former object noted', () => create({ create: async () => made }, NOTES), {}],
  ['create keeps notes', () => create({ create: async (_, context) => { context.private.etag = '2'; return made; } }), { etag: '2' }],
  ['create keeps notes when it fails', () => create({ create: async (_, context) => { context.private = { etag: '2' }; return crash(); } }), { etag: '2' }],
  ['update keeps what it does not touch', () => update({ update: async () => changed }, NOTES), { etag: '1' }],
  ['update replaces', () => update({ update: async (_p, _s, context) => { context.private = { other: 'x' }; return changed; } }, NOTES), { other: 'x' }],
  ['a failed delete keeps them', () => destroy({ delete: crash }, NOTES), { etag: '1' }],
  ['unreadable bytes are none', () => update({ update: async () => changed }, new Uint8Array([255, 1])), {}],
])('private: %s', async (_, answering, notes) => {
  expect(decodePrivate((await answering()).private)).toEqual(notes);
});
