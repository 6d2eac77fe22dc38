import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { blocks } from './support/guide';
import { CdktfApp } from '../support/cdktf-app';
import { Service } from '../support/service';
import { CommandResult, Workspace } from '../support/terraform';

/** The programs of docs/guides/tenants.md: two organisations behind one address, as CrowdSec has them, told apart by their keys. */
let acme: Service;
let globex: Service;
let front: Server;
let app: CdktfApp;
let organizations: NodeJS.ProcessEnv;
beforeAll(async () => {
  acme = await Service.start({ apiKey: 'key-of-acme', seed: 1 });
  globex = await Service.start({ apiKey: 'key-of-globex', seed: 2 });
  front = await frontOf([acme, globex]);
  organizations = { ACME_ORGANIZATION_ID: await organizationOf(acme), GLOBEX_ORGANIZATION_ID: await organizationOf(globex) };
});
beforeEach(async () => {
  await acme.reset();
  await globex.reset();
  app = new CdktfApp({ url: originOf(front), apiKey: '' }, 'npx tsx main.ts');
});
afterEach(() => app.end());
afterAll(async () => {
  await acme.end();
  await globex.end();
  front.close();
});

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const organizationOf = async (service: Service): Promise<string> => (await service.api('GET', '/info')).organization_id;

/** Passes each request on to the service whose key it carries. */
async function frontOf(services: readonly Service[]): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const service = services.find(({ apiKey }) => apiKey === incoming.headers['x-api-key']) ?? services[0];
    const { method, headers } = incoming;
    const passed = request(new URL(incoming.url!, service.url), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function deploy(stack: string, key: string): Promise<CommandResult> {
  return app.try(['deploy', stack, '--auto-approve'], { ...organizations, CROWDSEC_SERVICE_API_KEY: key });
}

/** Everything of a service that no other tenant's state may hold. */
async function marksOf(service: Service): Promise<string[]> {
  return (await service.integrations()).flatMap(({ id, organization_id }) => [id, organization_id]);
}

test('a stack for each tenant: one key a run, nothing of one in the state of the other, and a mixed-up key changes nothing', async () => {
  app.write('main.ts', blocks('tenants', 'ts')[0]);
  for (const [stack, { apiKey }] of [['acme', acme], ['globex', globex]] as const) {
    const { code, output } = await deploy(stack, apiKey);
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  }
  const [ofAcme] = await acme.integrations();
  const [ofGlobex] = await globex.integrations();
  expect([ofAcme.vendors, ofGlobex.vendors.map(({ id }: { id: string }) => id).sort()]).toEqual([[{ id: 'Microsoft' }], ['Citrix', 'Fortinet']]);

  const states = { acme: app.read('terraform.acme.tfstate'), globex: app.read('terraform.globex.tfstate') };
  for (const mark of await marksOf(acme)) expect([states.acme.includes(mark), states.globex.includes(mark)]).toEqual([true, false]);
  for (const mark of await marksOf(globex)) expect([states.globex.includes(mark), states.acme.includes(mark)]).toEqual([true, false]);
  for (const key of [acme.apiKey, globex.apiKey]) expect(states.acme + states.globex).not.toContain(key);

  await acme.forget();
  await globex.forget();
  const mixedUp = await deploy('acme', globex.apiKey);
  expect([mixedUp.code, mixedUp.output]).toEqual([1, expect.stringContaining(organizations.ACME_ORGANIZATION_ID!)]);
  expect([...await acme.journal(), ...await globex.journal()].map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/info']);
});

test('several organisations in one stack: each integration is made with its own key, which neither state nor JSON holds', async () => {
  app.write('main.ts', blocks('tenants', 'ts')[1]);
  const keys = { TF_VAR_acme_api_key: acme.apiKey, TF_VAR_globex_api_key: globex.apiKey };
  const { code, output } = await app.try(['deploy', '--auto-approve'], keys);
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  expect([(await acme.integrations()).map(({ name }) => name), (await globex.integrations()).map(({ name }) => name)])
    .toEqual([['shared-acme-edge'], ['shared-globex-edge']]);
  const written = app.read('terraform.shared.tfstate') + app.read('cdktf.out/stacks/shared/cdk.tf.json');
  for (const key of [acme.apiKey, globex.apiKey]) expect(written).not.toContain(key);
});

test('an ephemeral variable keeps a key out of a saved plan', async () => {
  app.write('main.ts', blocks('tenants', 'ts')[1].replace(/(const key = .*\n)/, "$1  key.addOverride('ephemeral', true);\n"));
  await app.cdktf('synth');
  const workspace = new Workspace({ url: originOf(front), apiKey: '' }, { folder: app.stackFolder('shared') });
  await workspace.init();
  const keys = { TF_VAR_acme_api_key: acme.apiKey, TF_VAR_globex_api_key: globex.apiKey };
  await workspace.terraform(['plan', '-out=saved', '-no-color'], keys);
  const { stdout } = await workspace.terraform(['show', '-json', 'saved']);
  for (const key of Object.values(keys)) expect(stdout).not.toContain(key);
  await workspace.terraform(['apply', '-no-color', 'saved'], keys);
  expect(await acme.integrations()).toHaveLength(1);
});
