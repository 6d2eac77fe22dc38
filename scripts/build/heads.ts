/** What stands before a bundle. Old Nodes and the shell read these lines, so they keep to what those understand. */

const OLDEST_NODE = '20.9';

/** For a file that is run by its name where Node is known to be there. */
export const SCRIPT_START = '#!/usr/bin/env node\n';

const NO_NODE = `the crowdsec provider needs Node.js ${OLDEST_NODE} or newer, and there is no node in PATH; install Node.js and run again`;

/**
 * For the file that Terraform starts. The shell runs the second and third line, which are string literals and comments to Node.
 * Terraform shows a user what came on standard output before the handshake, so that a missing Node is named:
 * with `env node` in the first line it could only say that there was no output. It now and then misses what a process printed
 * that ended at once, hence the wait.
 */
export const PLUGIN_START = [
  '#!/bin/sh',
  `':' //; command -v node >/dev/null 2>&1 || { echo '${NO_NODE}'; /bin/sleep 1; exit 1; }`,
  '\':\' //; exec node "$0" "$@"',
  // Ends the string literals' statement: the bundle may go on with a parenthesis.
  ';',
  '',
].join('\n');

/**
 * First statements in ES5 that end a module on a Node that is too old, with one line. It waits for the same reason as above.
 * @param where `log` is standard output, which Terraform quotes; the line must hold no `|`
 */
export function nodeCheck(what: string, where: 'log' | 'error'): string {
  return ifTooOld(`
  console.${where}(${refusal(what)});
  process.exitCode = 1;
  setTimeout(function () {}, 1000);
  return;`);
}

/** The same for a module that programs require: an error that they get. */
export function nodeCheckOfEntry(what: string): string {
  return ifTooOld(`
  throw new Error(${refusal(what)});`);
}

function ifTooOld(statements: string): string {
  const [major, minor] = OLDEST_NODE.split('.');
  return `var nodeVersion = process.versions.node.split('.');
if (nodeVersion[0] < ${major} || (nodeVersion[0] == ${major} && nodeVersion[1] < ${minor})) {${statements}
}
`;
}

function refusal(what: string): string {
  return `'${what} needs Node.js ${OLDEST_NODE} or newer; this is ' + process.version + ' at ' + process.execPath +
    '; install a newer Node.js, or put it first in PATH, and run again'`;
}
