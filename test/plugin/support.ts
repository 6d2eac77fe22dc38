import { rmSync } from 'node:fs';
import { temporaryFolder } from '../support/terraform';

/** A fresh folder for each test, removed after it. */
export function inTemporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(() => {
    folder.path = temporaryFolder('plugin');
  });
  afterEach(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}
