/**
 * The value with every text in NFC, the form in which Terraform keeps text: compared otherwise, a decomposed
 * name from the service would drift for ever.
 */
export function normalized<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFC') as T;
  if (Array.isArray(value)) return value.map((element) => normalized(element)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, normalized(field)])) as T;
}

/** Whether two texts are the same to a reader, however their accents are spelled. */
export function sameText(a: string, b: string): boolean {
  return a.normalize('NFC') === b.normalize('NFC');
}

/** The fields that are set. */
export function leaveOutNulls<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as { [K in keyof T]?: NonNullable<T[K]> };
}
