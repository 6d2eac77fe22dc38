import { optionsFor, rejection, serve, type TestServer } from './server';
import { createClient, type Client } from '../../src/api';

const CALLS: [string, (client: Client) => Promise<unknown>][] = [
  ['GET', (client) => client.info()],
  ['a list', (client) => client.integrations.list()],
  ['POST', (client) => client.integrations.create({ name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' })],
  ['PATCH', (client) => client.integrations.update('i1', { name: 'x' })],
  ['DELETE', (client) => client.integrations.delete('i1')],
  ['HEAD', (client) => client.integrations.hasContent('i1')],
  ['content with its own credentials', (client) => client.integrations.content('i1', { credentials: { username: 'u', password: 'pass-word' } })],
];

describe.each([301, 302, 303, 307, 308])('a redirect (%d)', (status) => {
  let other: TestServer;
  let service: TestServer;
  let client: Client;
  let location: string;
  beforeEach(async () => {
    other = await serve([{ json: {} }]);
    service = await serve([(_request, response) => void response.writeHead(status, { location }).end()]);
    client = createClient(optionsFor(service.url));
  });
  afterEach(async () => {
    await client.close();
    await service.close();
    await other.close();
  });

  test.each(CALLS)('of %s to another host is refused with its name, and nothing is sent there', async (_what, call) => {
    location = `http://user:hidden@127.0.0.1:${other.port}/v1/info?token=hidden`;
    const error = await rejection(call(client));
    expect(error).toMatchObject({ code: 'UNEXPECTED_STATUS', details: { status, attempts: 1, mayHaveTakenEffect: false } });
    expect(error.message).toContain(`the service points elsewhere (to the host 127.0.0.1:${other.port})`);
    expect(error.message).not.toContain('hidden');
    expect(other.received).toEqual([]);
    expect(service.received).toHaveLength(1);
  });

  test('to a path of the same host is refused too', async () => {
    location = '/v2/info';
    const error = await rejection(client.info());
    expect(error.message).toContain(`the service points elsewhere (to the host ${new URL(service.url).host})`);
    expect(service.received).toHaveLength(1);
  });

  test('to nowhere that can be read is refused without a host', async () => {
    location = 'http://[';
    const error = await rejection(client.info());
    expect(error.message).toContain('the service points elsewhere. Redirects are not followed');
  });
});
