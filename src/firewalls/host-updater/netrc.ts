import { guarded } from '../../synth';

/** A quote, a backslash or white space: a netrc file can hold them only for curl 7.84 and newer; a `#` first starts a comment. */
const FORBIDDEN = '^$|^#|["\'\\\\\\s\\x00-\\x1f\\x7f]';

/**
 * User name and password as curl reads them from a file, so that they are in no argument. They hold for any host; the script asks
 * only one, and follows no redirect.
 * @param path the construct's, for messages
 */
export function netrc(path: string, username: string, password: string): string {
  return `default login ${checked(path, 'user name', username)} password ${checked(path, 'password', password)}\n`;
}

function checked(path: string, what: string, value: string): string {
  return guarded(value, FORBIDDEN, `${path}: the ${what} holds a character that a netrc file cannot. `
    + 'Make new credentials with another "credentialsVersion" of the integration');
}
