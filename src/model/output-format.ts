import { EntityType } from './entity-type';
import { quoted } from './text';

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

/** Says what is wrong with an output format, or nothing. */
export function checkOutputFormat(value: string): string | undefined {
  return OUTPUT_FORMATS.includes(value) ? undefined : `${quoted(value)} is no output format; use one of ${OUTPUT_FORMATS.join(', ')}`;
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
    : `output format ${quoted(format)} does not go with entity type ${quoted(entityType)}; it needs "${fitting}"`;
}
