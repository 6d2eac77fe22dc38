/** The facts that a resource keeps beside its state, as bytes that Terraform stores and hands back. */
export type PrivateData = { [key: string]: string };

/** Bytes that cannot be read are none: what is private may be lost at any time. */
export function decodePrivate(bytes: Uint8Array): PrivateData {
  try {
    const data: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

export function encodePrivate(data: PrivateData | undefined): Uint8Array {
  const entries = Object.entries(data ?? {}).filter(([, value]) => typeof value === 'string');
  return entries.length === 0 ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
}
