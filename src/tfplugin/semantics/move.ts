import { Diagnostic } from '../diagnostics';

/** Moving between types or providers is not offered. */
export function moveRefused(sourceType: string, sourceProvider: string, targetType: string): Diagnostic {
  return {
    severity: 'error',
    summary: 'Move is not supported',
    detail: `"${sourceType}" of ${sourceProvider} cannot be moved to "${targetType}": this provider takes over no state of another type. `
      + 'Replace the moved block by a removed block for the one and an import block for the other.',
  };
}
