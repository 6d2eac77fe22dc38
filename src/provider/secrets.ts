import { secretForms } from '../model';
import { addSecret } from '../tfplugin';

/** Keeps a secret, in whatever form it comes back, out of the log, diagnostics and crash reports. */
export function hide(secret: string): void {
  secretForms(secret).forEach(addSecret);
}
