import { execFile } from 'node:child_process';
import { Seen } from '../examination';

const PROPERTIES = ['LoadState', 'ActiveState', 'SubState', 'Result', 'NRestarts'];

/** Milliseconds that systemd may take. */
const PATIENCE = 5_000;

/** Restarts of a unit that is up now, above which it has not been so all the time. */
const MANY_RESTARTS = 3;

/** What systemd says of a unit. A hint only: elsewhere, and in containers, there is none to ask. */
export async function checkService(unit: string): Promise<Seen> {
  const answer = await new Promise<string | undefined>((resolve) => {
    const env = { ...process.env, LC_ALL: 'C' };
    execFile('systemctl', ['show', '-p', PROPERTIES.join(','), '--', unit], { timeout: PATIENCE, env }, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });
  if (answer === undefined) return { status: 'skip', detail: 'systemd does not answer here' };
  const properties = Object.fromEntries(answer.trim().split('\n').map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
  return serviceFinding(unit, properties);
}

function serviceFinding(unit: string, properties: { readonly [name: string]: string | undefined }): Seen {
  const { LoadState, ActiveState, SubState, Result, NRestarts } = properties;
  if (LoadState === undefined || ActiveState === undefined) return { status: 'unknown', detail: `systemd says nothing of ${unit}` };
  const log = `Look at "journalctl -u ${unit} -n 50"`;
  if (LoadState === 'not-found') {
    return { status: 'warn', detail: `systemd knows no unit ${unit}`, remedy: 'Install the component, or look where it runs: in a container, or inside a web server.' };
  }
  if (ActiveState !== 'active') {
    return {
      status: 'fail',
      detail: `${unit} is ${ActiveState} (${SubState}, ${Result})`,
      remedy: `${log}, mend what it says, then "systemctl enable --now ${unit}".`,
    };
  }
  if (Number(NRestarts) > MANY_RESTARTS) {
    return { status: 'warn', detail: `${unit} is active, and was restarted ${NRestarts} times`, remedy: `${log}: it ends again and again.` };
  }
  return { status: 'ok', detail: `${unit} is active (${SubState})` };
}
