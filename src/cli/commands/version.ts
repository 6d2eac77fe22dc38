import { PLUGIN_SOURCE, PLUGIN_VERSION } from '../../plugin';
import { Command, EXIT } from '../options';

export function versionText(): string {
  return `cdktf-crowdsec ${PLUGIN_VERSION}\nprovider ${PLUGIN_SOURCE} ${PLUGIN_VERSION}\nNode.js ${process.versions.node}`;
}

export const versionCommand: Command = {
  name: 'version',
  summary: 'print the versions of package, provider and Node.js',
  description: 'Print the versions of the package, of the provider that it carries, and of Node.js.',
  options: [],
  examples: [['cdktf-crowdsec version', 'what a bug report should hold']],
  async run() {
    console.log(versionText());
    return EXIT.fine;
  },
};
