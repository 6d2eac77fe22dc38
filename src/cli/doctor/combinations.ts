import type { DoctorOptions } from './doctor-options';
import { BouncerComponent } from '../../bouncers';
import { idInUrl } from '../../doctor';
import { checkServiceUrl } from '../../model';
import { UsageError } from '../errors';

type Name = keyof DoctorOptions;

/** Options that mean nothing without others: one of these has to be there. */
const NEEDS: readonly (readonly [option: Name, one: readonly Name[]])[] = [
  ['username', ['endpoint']],
  ['secretFile', ['endpoint']],
  ['component', ['bouncerConfig']],
  ['plan', ['bouncerConfig']],
  ['pages', ['pageSize']],
  ['cscli', ['lapiUrl', 'dataDir', 'bouncerConfig']],
  ['bouncer', ['cscli']],
  ['log', ['bouncerConfig', 'lapiUrl', 'dataDir']],
  ['timeout', ['watch']],
];

/** What is known of one device cannot hold for several integrations. */
const OF_ONE_DEVICE: readonly Name[] = ['format', 'deviceUrl', 'pages', 'pageSize', 'capacity'];

const READS_FILE: readonly Name[] = ['fromState', 'secretFile', 'deviceUrl'];

/** Refuses what cannot be meant, before anything is read or asked. */
export function checkCombination(options: DoctorOptions): void {
  const given = (name: Name) => options[name] !== undefined;
  for (const [option, needed] of NEEDS) {
    if (given(option) && !needed.some(given)) throw new UsageError(`${flag(option)} says nothing without ${needed.map(flag).join(' or ')}`);
  }
  checkComponent(options.component);
  checkUrls(options);
  const device = OF_ONE_DEVICE.find(given);
  const several = (options.integration?.length ?? 0) + (given('endpoint') ? 1 : 0) !== 1 || given('fromState');
  if (device && several) throw new UsageError(`${flag(device)} is about one device: name its integration with one --integration or --endpoint`);
  const ways = ([['endpoint', 'integration'], ['endpoint', 'fromState'], ['integration', 'fromState']] as const).find((pair) => pair.every(given));
  if (ways) throw new UsageError(`${ways.map(flag).join(' and ')} both say what to look at: give one`);
  const inputs = READS_FILE.filter((name) => options[name] === '-');
  if (inputs.length > 1) throw new UsageError(`${inputs.map(flag).join(' and ')} cannot both read standard input`);
  if (given('watch') && given('probe')) throw new UsageError('--watch and --probe do not go together: one HEAD is all that --probe may send');
}

/** Here and not where options are parsed: to know all components takes longer than the other commands do. */
function checkComponent(component: string | undefined): void {
  const known: readonly string[] = Object.values(BouncerComponent);
  if (component !== undefined && !known.includes(component)) throw new UsageError(`--component "${component}" is none; give one of ${known.join(', ')}`);
}

/** What they hold is not repeated: it may be a password. */
function checkUrls({ endpoint, lapiUrl }: DoctorOptions): void {
  const problem = endpoint === undefined ? undefined : checkServiceUrl(endpoint);
  if (problem) throw new UsageError(`--endpoint: ${problem}`);
  if (endpoint !== undefined && idInUrl(new URL(endpoint).pathname) === undefined) {
    throw new UsageError('--endpoint names no integration; write https://HOST/v1/integrations/ID/content');
  }
  if (lapiUrl === undefined) return;
  if (!URL.canParse(lapiUrl) || !/^https?:$/.test(new URL(lapiUrl).protocol)) throw new UsageError('--lapi-url is no URL; write it as http://127.0.0.1:8080');
  if (new URL(lapiUrl).password) throw new UsageError('--lapi-url holds a password, which others see in an argument: leave it out');
}

function flag(name: Name): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
