/** What keeps an organisation from being adopted: what happened, where, and what to do. */
export class AdoptError extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'AdoptError';
  }
}
