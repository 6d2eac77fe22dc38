import { AdoptedFile, Named } from '../types';
import { importsFile } from './imports-file';
import { integrationFile, labelOf, subscriptionImports } from './integration-file';
import { assignments, textLiteral } from './literals';

/** The provider as a configuration requires it. */
export interface ProviderRequirement {
  readonly source: string;
  readonly version: string;
}

/** A whole configuration; without main.tf, which comes last, Terraform refuses the others. */
export function moduleFiles(organizationId: string, integrations: readonly Named[], provider: ProviderRequirement): AdoptedFile[] {
  const imports = integrations.flatMap(({ identifier, integration: { id, subscriptions } }) => [
    { to: `crowdsec_integration.${labelOf(identifier)}`, id },
    ...subscriptionImports(labelOf(identifier), id, subscriptions),
  ]);
  return [
    { path: '.gitignore', text: '.terraform/\n# The state holds credentials.\n*.tfstate*\n' },
    ...integrations.map(integrationFile),
    importsFile('imports.tf', imports),
    { path: 'main.tf', text: mainText(organizationId, provider) },
  ];
}

function mainText(organizationId: string, { source, version }: ProviderRequirement): string {
  return [
    'terraform {',
    '  required_version = ">= 1.5"',
    '',
    '  required_providers {',
    '    crowdsec = {',
    ...assignments([['source', textLiteral(source)], ['version', textLiteral(version)]]).map((line) => `    ${line}`),
    '    }',
    '  }',
    '}',
    '',
    '# The key comes from CROWDSEC_SERVICE_API_KEY in the environment. That of another organisation changes nothing.',
    'provider "crowdsec" {',
    `  expected_organization_id = ${textLiteral(organizationId)}`,
    '}',
    '',
  ].join('\n');
}
