import { targetsFrom } from '../../src/doctor';

const ID = '65a000000000000000000001';
const ENDPOINT = `https://admin.api.crowdsec.net/v1/integrations/${ID}/content`;
const FIREWALL = { id: ID, endpoint: ENDPOINT, username: 'u', password: 'p', api_key: null };
const EXPECTED = [{ reference: { id: ID }, endpoint: ENDPOINT, credentials: { username: 'u', password: 'p' } }];
const resource = { mode: 'managed', type: 'crowdsec_integration', name: 'edge' };

test.each<[string, object]>([
  ['a state', { version: 4, resources: [{ type: 'null_resource', instances: [] }, { ...resource, instances: [{ attributes: FIREWALL }] }] }],
  ['terraform show -json', { format_version: '1.0', values: { root_module: { child_modules: [{ resources: [{ ...resource, values: FIREWALL }] }] } } }],
  ['terraform output -json', {
    edge_endpoint: { value: ENDPOINT }, edge_username: { value: 'u' }, edge_password: { value: 'p', sensitive: true }, other: { value: [1] },
  }],
  ['the outputs file of cdktf', { blocklists: { edge_endpoint: ENDPOINT, edge_username: 'u', edge_password: 'p' } }],
])('%s names its integrations with their credentials', (_what, json) => {
  expect(targetsFrom(JSON.stringify(json))).toEqual(EXPECTED);
});

test('a component has a key; what was imported has no credentials; what is there twice is one', () => {
  const state = (...all: object[]) =>
    JSON.stringify({ version: 4, resources: [{ ...resource, instances: all.map((attributes) => ({ attributes })) }] });
  expect(targetsFrom(state({ ...FIREWALL, username: null, password: null, api_key: 'k' }))[0].credentials).toEqual({ api_key: 'k' });
  expect(targetsFrom(state({ ...FIREWALL, username: null, password: null }))[0].credentials).toBeUndefined();
  expect(targetsFrom(state(FIREWALL, FIREWALL))).toHaveLength(1);
});

test.each([
  ['no JSON', 'resource "x" {', 'it is no JSON'],
  ['a list', '[]', 'no object of JSON'],
  ['another state', '{"version":4,"resources":[]}', 'neither a resource crowdsec_integration'],
  ['nothing', '{}', 'addOutputs'],
  ['an encrypted state', '{"encrypted_data":"x","meta":{}}', 'tofu output -json'],
  ['a foreign shape', '{"version":4,"resources":[{"type":"crowdsec_integration","instances":[null,{"attributes":7}]},3]}', 'no integration'],
])('%s is refused in words', (_what, text, words) => {
  expect(() => targetsFrom(text)).toThrow(words);
});
