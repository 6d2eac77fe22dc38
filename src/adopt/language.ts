import { ReadmeWords } from './readme';
import { AdoptedFile, Named } from './types';

/** A language in which an organisation is written down. */
export interface Language {
  /** Identifiers that the files, or what stands in them, use already. */
  readonly taken: readonly string[];
  readonly words: ReadmeWords;
  /** Everything but the README, the file that makes the others count last. */
  files(organizationId: string, integrations: readonly Named[]): AdoptedFile[];
}
