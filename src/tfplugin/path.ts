/** One step into a value: an attribute's or block's name, a map's key, or a list's index. */
export type PathStep = { readonly attribute: string } | { readonly key: string } | { readonly index: number };

/** Where in a configuration or state something is. A set's element has no path of its own: point at the set. */
export type Path = readonly PathStep[];

/** The path of a top-level attribute or block. */
export function attributePath(name: string): Path {
  return [{ attribute: name }];
}

/** The path as a user reads it: `subscriptions[0].vendor`, `tags["env"]`. */
export function formatPath(path: Path): string {
  return path
    .map((step, i) => {
      if ('attribute' in step) return i === 0 ? step.attribute : `.${step.attribute}`;
      return 'key' in step ? `[${JSON.stringify(step.key)}]` : `[${step.index}]`;
    })
    .join('');
}
