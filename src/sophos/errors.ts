/** What ends the helper with a message for the user: what happened, and what to do. Never a secret. */
export class SophosError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SophosError';
  }
}

/** Takes secrets out of a text that came from elsewhere, in every form in which they were sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter(Boolean).flatMap((secret) => [secret, escapedXml(secret)]);
  // The longest first: one secret may be part of another.
  return [...new Set(forms)].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.split(form).join('***'), text);
}

function escapedXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&apos;');
}
