import { Language } from '../language';
import { moduleFiles, ProviderRequirement } from './module-files';

/** Terraform's own language, as Terraform 1.5 and OpenTofu 1.6 read it. */
export function hcl(provider: ProviderRequirement): Language {
  return {
    taken: [],
    files: (organizationId, integrations) => moduleFiles(organizationId, integrations, provider),
    words: {
      setUp: ['npx cdktf-crowdsec install', 'terraform init'],
      plan: 'terraform plan',
      apply: 'terraform apply',
      tidy: '`imports.tf` has done its work: delete it.',
      credentialsVersion: 'credentials_version = "1"',
      withoutGap: 'A device that must not miss a single pull gets a second integration beside the first; the first goes once the device pulls from the second.',
      forceDestroy: 'force_destroy',
      fileOf: (identifier) => `integration-${identifier}.tf`,
    },
  };
}
