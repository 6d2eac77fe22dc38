import { repository, version } from '../../package.json';

/** The package's version, which is the provider's. The bundler takes nothing else of package.json in. */
export const VERSION: string = version;

/** Where a user reports a bug. */
export const BUG_REPORT_URL = `${repository.url.replace(/\.git$/, '')}/issues`;
