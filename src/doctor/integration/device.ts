import type { Integration } from '../../api';
import { checkFormatFitsEntity, entityTypeOf, OUTPUT_FORMATS, OutputFormat, quoted } from '../../model';
import type { Seen } from '../examination';
import type { Target } from '../targets';

/** What the device is to be, as far as it is known. */
function intended({ device, credentials }: Target): string | undefined {
  if (device?.format) return device.format;
  if (device?.isComponent || (credentials && 'api_key' in credentials)) return OutputFormat.REMEDIATION_COMPONENT;
  return credentials ? OutputFormat.PLAIN_TEXT : undefined;
}

export function lookAtType({ entity_type: type, output_format: format }: Integration, target: Target): Seen {
  const use = intended(target);
  if (use !== undefined && entityTypeOf(use) !== type) {
    return {
      status: 'fail',
      detail: `it is of type ${quoted(type)}; what pulls from it needs "${entityTypeOf(use)}"`,
      remedy: 'Make an integration of the right type: the type cannot change.',
    };
  }
  const misfit = OUTPUT_FORMATS.includes(format) ? checkFormatFitsEntity(format, type) : undefined;
  if (misfit) return { status: 'fail', detail: misfit, remedy: 'Change the output format: the type cannot change.' };
  return { status: 'ok', detail: `it is of type ${quoted(type)}` };
}

export function lookAtFormat({ output_format: format }: Integration, { device }: Target): Seen {
  const wanted = device?.isComponent ? OutputFormat.REMEDIATION_COMPONENT : device?.format;
  if (wanted === undefined) return { status: 'skip', detail: 'what the device reads is not known; --format says it' };
  if (wanted === format) return { status: 'ok', detail: `it serves ${quoted(format)}, which the device reads` };
  return {
    status: 'fail',
    detail: `it serves ${quoted(format)}, but the device reads "${wanted}" and finds nothing that it knows`,
    remedy: entityTypeOf(wanted) === entityTypeOf(format) ? `Set the integration's output_format to "${wanted}".` : 'Make an integration of the right type: the type cannot change.',
  };
}
