/** A request's target taken apart at its first question mark; a query may hold more of them. */
export function splitTarget(target = '/'): { readonly path: string; readonly query: string } {
  const [path, query = ''] = target.split(/\?(.*)/s, 2);
  return { path, query };
}
