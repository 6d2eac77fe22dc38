import { OutputFormat } from '../../model';
import { pascalCase } from '../identifiers';
import { commentText } from '../text';
import { AdoptedFile, ExistingSubscription, Named } from '../types';
import { listLines, textLiteral } from './literals';

/** What the constructs say of a remediation component's blocklist by themselves. */
const DEFAULT_REMEDIATION = 'ban';

const LISTS = { vendor: 'vendors', cve: 'cves', fingerprint: 'fingerprints', blocklist: 'blocklists' } as const;
const METHODS = { vendor: 'subscribeToVendor', cve: 'subscribeToCve', fingerprint: 'subscribeToFingerprint', blocklist: 'subscribeToBlocklist' } as const;

/** The name of the function that declares an integration. */
export function functionName(identifier: string): string {
  return `add${pascalCase(identifier)}`;
}

/** One integration with its subscriptions, as a function that adds it to a stack. */
export function integrationFile(folder: string, { identifier, integration }: Named): AdoptedFile {
  const { id, name, outputFormat, description, pullLimit, enableIpAggregation, subscriptions } = integration;
  const [apart, listed] = partition(subscriptions, ({ remediation }) => remediation !== undefined && remediation !== DEFAULT_REMEDIATION);
  const declaration = [
    `new Integration(scope, ${textLiteral(identifier)}, {`,
    `    name: ${textLiteral(name)},`,
    `    outputFormat: OutputFormat.${enumMember(outputFormat)},`,
    ...(description === undefined ? [] : [`    description: ${textLiteral(description)},`]),
    ...(pullLimit === undefined ? [] : [`    pullLimit: ${pullLimit},`]),
    ...(enableIpAggregation ? ['    enableIpAggregation: true,'] : []),
    ...subscriptionLists(listed),
    '  });',
  ];
  const body = apart.length === 0 ? [`  return ${declaration[0]}`, ...declaration.slice(1)] : [
    `  const integration = ${declaration[0]}`,
    ...declaration.slice(1),
    ...apart.map(subscribeLine),
    '  return integration;',
  ];
  return {
    path: `${folder}/${identifier}.ts`,
    text: [
      "import { Integration, OutputFormat } from 'cdktf-crowdsec';",
      "import { Construct } from 'constructs';",
      '',
      `/** ${id} at the service. */`,
      `export function ${functionName(identifier)}(scope: Construct): Integration {`,
      ...body,
      '}',
      '',
    ].join('\n'),
  };
}

/** `integration.subscribeToVendor('Citrix');` */
export function subscribeLine({ kind, key, remediation, title }: ExistingSubscription): string {
  const options = remediation === undefined || remediation === DEFAULT_REMEDIATION ? '' : `, { remediation: ${textLiteral(remediation)} }`;
  const line = `  integration.${METHODS[kind]}(${textLiteral(key)}${options});`;
  return title === undefined ? line : `${line} // ${commentText(title, line.length + 4)}`;
}

function subscriptionLists(subscriptions: readonly ExistingSubscription[]): string[] {
  const lists = Object.entries(LISTS).flatMap(([kind, list]) => {
    const elements = subscriptions.filter((subscription) => subscription.kind === kind).map(({ key, title }) => {
      const text = textLiteral(key);
      return { text, comment: title === undefined ? undefined : commentText(title, text.length + 13) };
    });
    return elements.length === 0 ? [] : listLines('      ', `${list}: `, elements);
  });
  return lists.length === 0 ? [] : ['    subscriptions: {', ...lists, '    },'];
}

function enumMember(outputFormat: string): string {
  return Object.entries(OutputFormat).find(([, value]) => value === outputFormat)![0];
}

function partition<T>(list: readonly T[], first: (element: T) => boolean): [T[], T[]] {
  return [list.filter(first), list.filter((element) => !first(element))];
}
