import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const GUIDES = resolve(__dirname, '..', '..', '..', 'docs', 'guides');

export function readGuide(guide: string): string {
  return readFileSync(join(GUIDES, `${guide}.md`), 'utf8');
}

/** The blocks of code of a guide in one language, in their order. */
export function blocks(guide: string, language: string): string[] {
  return [...readGuide(guide).matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code);
}
