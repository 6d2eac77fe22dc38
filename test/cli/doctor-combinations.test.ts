import { checkCombination } from '../../src/cli/doctor/combinations';
import type { DoctorOptions } from '../../src/cli/doctor/doctor-options';
import { UsageError } from '../../src/cli/errors';
import { PlanTier } from '../../src/model';

const ENDPOINT = 'http://127.0.0.1:1/v1/integrations/1/content';

test.each<[string, DoctorOptions, string]>([
  ['a name without an endpoint', { username: 'u' }, '--username says nothing without --endpoint'],
  ['a secret without an endpoint', { secretFile: '-' }, '--secret-file says nothing without --endpoint'],
  ['two kinds of targets', { integration: ['name:a'], fromState: 'x' }, '--integration and --from-state both say what to look at'],
  ['an endpoint beside a state', { endpoint: ENDPOINT, fromState: 'x' }, '--endpoint and --from-state both say what to look at'],
  ['a device of all', { format: 'f5' }, '--format is about one device'],
  ['a device of two', { capacity: 7, integration: ['x', 'y'] }, '--capacity is about one device'],
  ['pages without their size', { integration: ['x'], pages: 2 }, '--pages says nothing without --page-size'],
  ['standard input twice', { endpoint: ENDPOINT, secretFile: '-', deviceUrl: '-' }, '--secret-file and --device-url cannot both read standard input'],
  ['a HEAD again and again', { watch: true, probe: true }, '--watch and --probe do not go together'],
  ['a time without watching', { timeout: 5 }, '--timeout says nothing without --watch'],
  ['a bouncer without its list', { lapiUrl: 'http://127.0.0.1:1', bouncer: 'x' }, '--bouncer says nothing without --cscli'],
  ['a plan of no component', { plan: PlanTier.COMMUNITY }, '--plan says nothing without --bouncer-config'],
  ['a component that is none', { bouncerConfig: 'x', component: 'nginxx' as never }, '--component "nginxx" is none; give one of'],
  ['an endpoint with a password', { endpoint: 'https://u:s3cret@host.example/v1/integrations/1/content' }, 'holds credentials'],
  ['an endpoint without an id', { endpoint: 'https://host.example/v1' }, 'names no integration'],
  ['an endpoint in plain http', { endpoint: 'http://host.example/v1/integrations/1/content' }, 'use https'],
  ['no endpoint at all', { endpoint: 's3cret' }, 'cannot be read'],
  ['no URL of an engine', { lapiUrl: 'localhost' }, '--lapi-url is no URL'],
  ['an engine with a password', { lapiUrl: 'http://u:s3cret@127.0.0.1:1' }, 'leave it out'],
])('%s is refused, and no secret is repeated', (_what, options, words) => {
  expect(() => checkCombination(options)).toThrow(UsageError);
  expect(() => checkCombination(options)).toThrow(words);
  expect(() => checkCombination(options)).not.toThrow('s3cret');
});

test.each<[string, DoctorOptions]>([
  ['nothing', {}],
  ['two integrations', { integration: ['x', 'name:y'] }],
  ['one with its device', { integration: ['x'], format: 'f5', pages: 2, pageSize: 10_000, capacity: 9 }],
  ['a component beside the integration that it should pull from', { integration: ['x'], bouncerConfig: 'y', log: 'z' }],
  ['an engine that is watched', { dataDir: 'x', ownHosts: true, watch: true, timeout: 9 }],
])('%s is taken', (_what, options) => {
  expect(() => checkCombination(options)).not.toThrow();
});
