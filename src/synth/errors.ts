import { IConstruct } from 'constructs';

export function invalidValue(at: IConstruct, prop: string, problem: string): string {
  return `${at.node.path}: "${prop}": ${problem}`;
}

/** Of a prop that decides what is synthesised, so that Terraform would know it too late. */
export function onlyKnown(at: IConstruct, prop: string, why: string): string {
  return invalidValue(at, prop, `it is a value that only Terraform knows, and ${why}. Give one that is known when the app is synthesised`);
}

/** The secret itself is never part of the text. */
export function literalSecret(at: IConstruct, prop: string): string {
  return `${at.node.path}: "${prop}" is a literal, which would be written to the synthesised JSON in clear text. `
    + 'Give the value of a TerraformVariable with sensitive: true, or of a data source';
}

export function missing(at: IConstruct, prop: string): string {
  return `${at.node.path}: "${prop}" is missing, and there is no default`;
}

export function helperMissing(at: IConstruct, purpose: string, file: string): string {
  return `${at.node.path}: the helper program for ${purpose} is missing from the package: there is no ${file}. `
    + 'In a checkout run "npx projen compile"; otherwise install cdktf-crowdsec again';
}
