import { secretForms } from '../model';

const MASK = '***';

/** Takes the secrets that it knows out of a text. */
export type Redactor = (text: string) => string;

export function redactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.flatMap(secretForms))].sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, MASK), text);
}

/** A stand-in for an error that may hold requests, sockets or headers: its text and code only. */
export function cleanCause(error: unknown, redact: Redactor): Error {
  const { message, code } = describe(error);
  const clean = new Error(redact(message));
  clean.stack = undefined;
  return Object.assign(clean, code === undefined ? {} : { code });
}

/** Text and code of an error; one that stands for several attempts at connecting is told by theirs. */
export function describe(error: unknown): { readonly message: string; readonly code?: string } {
  const { message, code, errors } = (error ?? {}) as { message?: unknown; code?: unknown; errors?: unknown };
  const parts = Array.isArray(errors) ? errors.map(describe) : [];
  const text = parts.length > 0 ? parts.map((part) => part.message).join('; ') : message;
  return { message: typeof text === 'string' ? text : String(error), code: typeof code === 'string' ? code : parts[0]?.code };
}
