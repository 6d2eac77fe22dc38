/** What keeps the plugin from being placed, or Terraform from finding it: what happened, where, and what to do. */
export class PluginError extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'PluginError';
  }
}
