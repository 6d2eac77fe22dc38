import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { checkAccess, ConfigFile, readConfigFile } from './config-file';
import { componentOf, programOf } from './programs';
import { checkService } from './service';
import { checkExtra, checkInterval, checkKey, checkMode, checkUrl, destination, findingOn, Settings } from './settings';
import { ComponentFacts, ComponentSource } from './types';
import { BouncerComponent, parseBouncerConfig, refusalOf } from '../../bouncers';
import type { CheckId } from '../checks';
import { Examination, Seen } from '../examination';
import { examineLog } from '../log';

const LOOKS: readonly (readonly [id: CheckId, look: (settings: Settings) => Seen])[] = [
  ['config-url', checkUrl],
  ['config-key', checkKey],
  ['config-mode', checkMode],
  ['config-interval', checkInterval],
  ['config-extra', checkExtra],
];

/** Looks at a remediation component's configuration file, its service and its log. What it says comes back once it has been read. */
export async function examineComponent(examination: Examination, source: ComponentSource): Promise<ComponentFacts> {
  const name = (id: CheckId, subject = source.file) => ({ id, group: 'component', subject } as const);
  const readable = examination.check(name('config-readable'), [], () => readConfigFile(source.file));
  const component = source.component ?? componentOf(basename(source.file), (await readable.value)?.main.text ?? '');
  const program = component && programOf(component);
  examination.check(name('config-perms'), [readable], (file) => checkAccess(file, program?.groupReads ?? false));
  const settings = examination.check(name('config-syntax'), [readable], (file) => readSettings(examination, file, component, source));
  for (const [id, look] of LOOKS) examination.check(name(id), [settings], look);
  if (program?.unit !== undefined) {
    const { unit } = program;
    examination.check(name('service-status', unit), [], () => checkService(unit));
  }
  const log = source.log ?? program?.logs.find((path) => existsSync(path));
  if (log !== undefined) await examineLog(examination, 'component', { file: log, only: program?.logLines });
  return (await settings.value)?.facts ?? { component };
}

function readSettings(
  examination: Examination, { main, local }: ConfigFile, component: BouncerComponent | undefined, source: ComponentSource,
): Seen<Settings> {
  if (component === undefined) {
    return { status: 'unknown', detail: 'neither its name nor its content tells whose file it is', remedy: 'Name the component with --component.' };
  }
  const refusal = refusalOf(component);
  if (refusal !== undefined) return { status: 'unknown', detail: `files of ${component} are not read here`, remedy: `${refusal}.` };
  const config = parseBouncerConfig(component, main.text, local?.text);
  examination.hide(config.apiKey);
  const facts = { component, url: config.url, apiKey: config.apiKey, ...destination(config.url) };
  const settings = { config, facts, source };
  return { ...findingOn('syntax', settings, () => ({ status: 'ok', detail: `can be read as a file of ${component}` })), value: settings };
}
