import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, chromium } from 'playwright-core';
import { debianProgram, withDependencies } from './debian';

/** A browser that is there: how to start it. */
export interface InstalledBrowser {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Debian's starts through a shell script that looks at the system; this is the program itself. */
const DEBIANS_OWN = 'usr/lib/chromium/chromium';

/**
 * A Chromium: the one that CROWDSEC_TEST_BROWSER names, an installed one, or Debian's, extracted into the cache. Answers with a text that
 * says why where there is none.
 */
export function browser(): InstalledBrowser | string {
  const named = process.env.CROWDSEC_TEST_BROWSER;
  if (named) return existsSync(named) ? { path: named, env: process.env } : `CROWDSEC_TEST_BROWSER names ${named}, which is not there`;
  const path = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
  return path === undefined ? debians() : { path, env: process.env };
}

function debians(): InstalledBrowser | string {
  const packages = withDependencies('chromium');
  if (typeof packages === 'string') return packages;
  const program = debianProgram([...packages, 'fonts-dejavu-core'], 'chromium');
  if (typeof program === 'string') return program;
  const libraries = program.env.LD_LIBRARY_PATH!;
  // The sound server's library looks for a part of its own where it would be installed.
  const sound = libraries.split(delimiter).map((folder) => join(folder, 'pulseaudio'));
  return { path: join(program.root, DEBIANS_OWN), env: { ...program.env, LD_LIBRARY_PATH: [libraries, ...sound].join(delimiter) } };
}

/** Starts it without a window. Its sandbox needs rights that a container has not; nothing but our own pages is opened. */
export function launch({ path, env }: InstalledBrowser): Promise<Browser> {
  return chromium.launch({ executablePath: path, env: env as { [name: string]: string }, args: ['--no-sandbox'] });
}
