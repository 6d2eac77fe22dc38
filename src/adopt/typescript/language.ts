import { Language } from '../language';
import { appFiles, TAKEN } from './app-files';

/** A CDKTF app in the constructs of this package. */
export const TYPESCRIPT: Language = {
  taken: TAKEN,
  files: appFiles,
  words: {
    setUp: [
      'npm init -y',
      'npm install cdktf-crowdsec cdktf constructs @cdktf/provider-null',
      'npm install --save-dev cdktf-cli tsx',
    ],
    plan: 'npx cdktf diff',
    apply: 'npx cdktf deploy',
    tidy: '`integrations/imports.ts` has done its work: delete it, and what uses it in `integrations/index.ts`.',
    credentialsVersion: "credentialsVersion: '1'",
    withoutGap: 'For a device that must not miss a single pull, exchange the `Integration` for a `BlueGreenIntegration`: its docs say the steps.',
    forceDestroy: 'forceDestroy',
    fileOf: (identifier) => `integrations/${identifier}.ts`,
  },
};
