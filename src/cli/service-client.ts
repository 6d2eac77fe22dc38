import type { Client } from '../api';
import { KEY_VARIABLES, URL_VARIABLE } from '../model';
import { CliError } from './errors';

type Environment = { readonly [name: string]: string | undefined };

/** A client for the organisation whose key the environment holds, as the provider reads it. */
export async function serviceClient(env: Environment = process.env): Promise<Client> {
  const { ClientOptionError, createClient } = await import('../api');
  const names = KEY_VARIABLES.filter((name) => env[name]);
  if (names.length === 0) {
    throw new CliError(`there is no key for the Service API: the environment variable ${KEY_VARIABLES[0]} (or ${KEY_VARIABLES[1]}) is not set`,
      'make a key in the CrowdSec console, and export it; it is taken from nowhere else, so that no list of processes shows it');
  }
  if (new Set(names.map((name) => env[name])).size > 1) {
    throw new CliError(`the environment variables ${names.join(' and ')} are both set, to different keys`, 'unset one of them');
  }
  try {
    return createClient({ apiKey: env[names[0]]!, apiUrl: env[URL_VARIABLE] || undefined });
  } catch (error) {
    if (!(error instanceof ClientOptionError)) throw error;
    const origin = error.option === 'apiKey' ? names[0] : error.option === 'apiUrl' ? URL_VARIABLE : error.option;
    throw new CliError(`${origin}: ${error.problem}`);
  }
}
