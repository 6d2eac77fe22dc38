import { EntityType } from './entity-type';

/** The form in which an integration serves its blocklist. Source: CrowdSec Service API. */
export enum OutputFormat {
  /** One address or range a line. */
  PLAIN_TEXT = 'plain_text',
  /** F5 BIG-IP: address, mask, list and category. */
  F5 = 'f5',
  /** Fortinet FortiGate external block list. */
  FORTIGATE = 'fortigate',
  /** Palo Alto Networks external dynamic list. */
  PALOALTO = 'paloalto',
  /** Check Point network feed or indicator feed. */
  CHECKPOINT = 'checkpoint',
  /** Cisco Security Intelligence feed. */
  CISCO = 'cisco',
  /** Juniper Junos security dynamic address feed. */
  JUNIPER = 'juniper',
  /** MikroTik RouterOS script that fills the address list `crowdsec-integration`. */
  MIKROTIK = 'mikrotik',
  /** pfSense URL table alias. */
  PFSENSE = 'pfsense',
  /** OPNsense URL table alias. */
  OPNSENSE = 'opnsense',
  /** Sophos Firewall third-party threat feed. */
  SOPHOS = 'sophos',
  /** The decision stream that CrowdSec's remediation components read. */
  REMEDIATION_COMPONENT = 'remediation_component',
}

export const OUTPUT_FORMATS: readonly string[] = Object.values(OutputFormat);

/** Entries that one uncompressed answer carries before the service cuts it. Not there: the format is not paged. */
const LARGEST_PAGE_SIZE: { readonly [format: string]: number } = {
  f5: 90_000,
  checkpoint: 60_000,
  mikrotik: 35_000,
};
const LARGEST_PLAIN_PAGE_SIZE = 300_000;

/** Says what is wrong with an output format, or nothing. */
export function checkOutputFormat(value: string): string | undefined {
  return OUTPUT_FORMATS.includes(value) ? undefined : `"${value}" is no output format; use one of ${OUTPUT_FORMATS.join(', ')}`;
}

/** The entity type that an output format belongs to. */
export function entityTypeOf(format: string): EntityType {
  return format === OutputFormat.REMEDIATION_COMPONENT
    ? EntityType.REMEDIATION_COMPONENT_INTEGRATION
    : EntityType.FIREWALL_INTEGRATION;
}

/** Says why a format does not fit an entity type, or nothing. */
export function checkFormatFitsEntity(format: string, entityType: string): string | undefined {
  const fitting = entityTypeOf(format);
  return entityType === fitting
    ? undefined
    : `output format "${format}" does not go with entity type "${entityType}"; it needs "${fitting}"`;
}

/** Largest safe `page_size` of a format in entries, undefined where it is not paged. */
export function largestPageSize(format: string): number | undefined {
  if (format === OutputFormat.REMEDIATION_COMPONENT) return undefined;
  return LARGEST_PAGE_SIZE[format] ?? LARGEST_PLAIN_PAGE_SIZE;
}
