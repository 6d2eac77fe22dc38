import { isAlias, isMap, isScalar, isSeq, LineCounter, Node, parseDocument, stringify, YAMLMap } from 'yaml';

/** A file that every parser of YAML reads alike: all texts in double quotes, no line folded. */
export function writeYaml(content: object): string {
  return stringify(content, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

/** What a file says. Scalars are texts as they were written, because programs in Go read `12` as a text where they want one. */
export type Tree = string | Tree[] | { readonly [key: string]: Tree } | undefined;

/** The parser's codes for what happens to people who write by hand, in their words. */
const MISTAKES: { readonly [code: string]: string } = {
  TAB_AS_INDENT: 'a tab stands where YAML takes only spaces',
  BAD_INDENT: 'it is not indented as the lines around it',
  BLOCK_AS_IMPLICIT_KEY: 'it, or the line after it, is not indented as the lines around it',
  MULTILINE_IMPLICIT_KEY: 'between a key and its value there must be a colon and a space',
  MISSING_CHAR: 'a quote, bracket or brace is not closed',
};

export interface ReadYaml {
  readonly tree: Tree;
  readonly problems: string[];
}

/**
 * Reads what people write. The problems hold nothing of the text, which may hold a key. Aliases and repeated keys are found here and
 * not by the parser: what it does grows with the square of a file that was made for that, and with more.
 */
export function readYaml(text: string): ReadYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: false });
  const lineOf = (offset = 0) => `line ${lineCounter.linePos(offset).line}`;
  // What follows the first error is mostly its consequence.
  const problems = document.errors.slice(0, 1).map(({ code, pos }) => `${lineOf(pos[0])}: cannot be read as YAML (${MISTAKES[code] ?? code})`);
  const anchors = new Map<string, Tree>();
  const tableOf = (node: YAMLMap<unknown, unknown>): Tree => {
    const table = new Map<string, Tree>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      if (table.has(name)) problems.push(`${lineOf((key as Node | null)?.range?.[0])}: the same key twice`);
      table.set(name, treeOf(value));
    }
    return Object.fromEntries(table);
  };
  const treeOf = (node: unknown): Tree => {
    if (isAlias(node)) {
      if (!anchors.has(node.source)) problems.push(`${lineOf(node.range?.[0])}: an alias of what is not there`);
      return anchors.get(node.source);
    }
    const tree = isMap(node) ? tableOf(node) : isSeq(node) ? node.items.map(treeOf) : scalarOf(node);
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) anchors.set(node.anchor, tree);
    return tree;
  };
  const tree = treeOf(document.contents);
  if (tree !== undefined && !isTable(tree)) problems.push('the file: holds no keys of YAML; write one a line, as KEY: VALUE');
  return { tree, problems };
}

function scalarOf(node: unknown): Tree {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source ?? String(node.value);
}

/** A tree with what another says instead: tables are merged, so deep as anything is looked for; lists and texts are replaced. */
export function merged(tree: Tree, patch: Tree, depth = 2): Tree {
  if (depth === 0 || !isTable(tree) || !isTable(patch)) return patch ?? tree;
  const both = Object.entries(patch).map(([key, value]) => [key, merged(under(tree, key), value, depth - 1)]);
  return { ...tree, ...Object.fromEntries(both) };
}

/** What lies at a place of a tree. */
export function under(tree: Tree, ...path: string[]): Tree {
  return path.reduce<Tree>((place, key) => (isTable(place) && Object.hasOwn(place, key) ? place[key] : undefined), tree);
}

/** A text at a place of a tree. */
export function textUnder(tree: Tree, ...path: string[]): string | undefined {
  const found = under(tree, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function isTable(tree: Tree): tree is { readonly [key: string]: Tree } {
  return typeof tree === 'object' && !Array.isArray(tree);
}

/** The words of YAML 1.1, which programs in Go and Python read as true. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(true|yes|on|y)$/i.test(text);
}
