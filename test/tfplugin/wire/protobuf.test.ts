import fc from 'fast-check';
import protobuf from 'protobufjs';
import { bool, bytes, int, many, memberInt, memberString, message, one, string } from '../../../src/tfplugin/wire/protobuf';

const Leaf = message({ text: memberString(1), index: memberInt(3) });
const Tree = message({ name: string(1), size: int(2), deep: bool(20), raw: bytes(4), leaf: one(5, () => Leaf), leaves: many(6, () => Leaf) });

/** The same, by the library's own reading of a definition. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Leaf { oneof which { string text = 1; int64 index = 3; } }
  message Tree { string name = 1; int64 size = 2; bool deep = 20; bytes raw = 4; Leaf leaf = 5; repeated Leaf leaves = 6; }
  message Wider { string name = 1; string later = 7; Tree inner = 8; fixed64 eight = 9; fixed32 four = 10; }
`);
const [ReferenceTree, Wider] = [root.lookupType('Tree'), root.lookupType('Wider')];

const whole = fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 });
const text = fc.string({ unit: 'binary' });
const leaf = fc.oneof(fc.record({ text }), fc.record({ index: whole }));
const tree = fc.record({
  name: text,
  size: whole,
  deep: fc.boolean(),
  raw: fc.uint8Array().map((list) => Buffer.from(list)),
  leaf: fc.option(leaf, { nil: undefined }),
  leaves: fc.array(leaf),
});

test('writes what another implementation reads, and reads what it writes', () => {
  fc.assert(fc.property(tree, (value) => {
    const theirs = ReferenceTree.toObject(ReferenceTree.decode(Tree.encode(value)), { longs: Number, defaults: true, arrays: true });
    const shown = { ...value, leaf: value.leaf ?? null };
    expect(theirs).toEqual(shown);
    const ours = Tree.decode(ReferenceTree.encode(ReferenceTree.fromObject(value)).finish());
    expect({ ...ours, raw: Buffer.from(ours.raw) }).toEqual(value);
  }));
});

test('an empty message is what is initial; a member of a oneof is sent even so', () => {
  expect(Tree.encode({ name: '', size: 0, deep: false, raw: new Uint8Array(), leaves: [] })).toHaveLength(0);
  expect(Tree.decode(new Uint8Array())).toEqual({ name: '', size: 0, deep: false, raw: new Uint8Array(), leaf: undefined, leaves: [] });
  expect(Leaf.decode(Leaf.encode({ index: 0 }))).toEqual({ index: 0, text: undefined });
});

test('fields of a later version are skipped, whatever their kind; one of another kind than expected too', () => {
  const later = Wider.encode(Wider.fromObject({ name: 'a', later: 'x', inner: { name: 'b' }, eight: 1, four: 2 })).finish();
  expect(Tree.decode(later)).toMatchObject({ name: 'a', leaf: undefined, leaves: [] });
  // Field 1 as a number, where a text is expected.
  expect(Tree.decode(Uint8Array.of(0x08, 5, 0x10, 7))).toMatchObject({ name: '', size: 7 });
});

test('bytes that end in the middle are refused', () => {
  const bytesOfTree = Tree.encode({ name: 'abc', leaf: { text: 'abc' } });
  for (let length = 1; length < bytesOfTree.length; length++) {
    // After the first field it is whole again.
    if (length !== 5) expect(() => Tree.decode(bytesOfTree.slice(0, length))).toThrow();
  }
});
