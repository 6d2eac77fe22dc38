import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProvider, documentation } from '../../src/provider';

const ROOT = join(__dirname, '..', '..');

const pages = documentation(createProvider(), (path) => readFileSync(join(ROOT, 'examples', path), 'utf8'));

test('docs hold what the schema says, with an example for everything', () => {
  for (const [path, text] of pages) expect([path, readFileSync(join(ROOT, 'docs', path), 'utf8')]).toEqual([path, text]);
  expect([...pages.keys()]).toHaveLength(13);
});

test('a page names each attribute under who sets it', () => {
  const page = pages.get('resources/integration.md')!;
  const [, required, optional, readOnly] = page.split(/^### (?:Required|Optional|Read-Only)$/m);
  expect(required).toContain('- `name` (String) ');
  expect(optional).toContain('- `enable_ip_aggregation` (Boolean) ');
  expect(readOnly).toContain('- `password` (String, Sensitive) ');
  expect(readOnly).toContain('terraform import crowdsec_integration.edge name:edge-firewall');
});

test('nested attributes have a section of their own', () => {
  expect(pages.get('data-sources/integration.md')).toMatch(/### Nested Schema for `blocklists`\n\n#### Read-Only\n\n- `id` \(String\)/);
});
