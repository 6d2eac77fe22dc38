import { isAlias, isMap, isScalar, isSeq, Node, parseDocument, stringify } from 'yaml';

/** A file that every parser of YAML reads alike: all texts in double quotes, no line folded. */
export function writeYaml(content: object): string {
  return stringify(content, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

/** What a file says. Scalars are texts as they were written, because programs in Go read `12` as a text where they want one. */
export type Tree = string | Tree[] | { readonly [key: string]: Tree } | undefined;

export interface ReadYaml {
  readonly tree: Tree;
  readonly problems: string[];
}

/** Reads what people write. The problems hold nothing of the text, which may hold a key. */
export function readYaml(text: string): ReadYaml {
  const document = parseDocument(text, { prettyErrors: true });
  const problems = document.errors.map(({ code, linePos }) => {
    const line = linePos ? `line ${linePos[0].line}` : 'the file';
    return code === 'DUPLICATE_KEY' ? `${line}: the same key twice` : `${line}: cannot be read as YAML (${code})`;
  });
  const treeOf = (node: unknown): Tree => {
    if (isAlias(node)) return treeOf(node.resolve(document));
    if (isMap(node)) {
      return Object.fromEntries(node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : String(key), treeOf(value)]));
    }
    if (isSeq(node)) return node.items.map(treeOf);
    if (!isScalar(node) || node.value === null) return undefined;
    return typeof node.value === 'string' ? node.value : node.source ?? String(node.value);
  };
  return { tree: treeOf(document.contents as Node | null), problems };
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
