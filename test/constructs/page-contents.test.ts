import { TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat } from '../../src';
import { basic } from '../support/credentials';
import { Service } from '../support/service';
import { Template, testApp } from '../support/template';

const ENTRIES = 300_000;
/** What a device keeps of a line. */
const ADDRESS: { readonly [format: string]: (line: string) => string } = {
  [OutputFormat.F5]: (line) => line.split(',')[0],
  [OutputFormat.CHECKPOINT]: (line) => line.split(',')[1],
  [OutputFormat.MIKROTIK]: (line) => /address=(\S+)/.exec(line)![1],
};
/** One of each form of line: the other formats are plain text as well. */
const PAGED = [OutputFormat.PLAIN_TEXT, OutputFormat.F5, OutputFormat.CHECKPOINT, OutputFormat.MIKROTIK];

let service: Service;

beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.end());

/** What the pages of an integration hold, pulled as a device does that cannot decompress. */
async function pull(outputFormat: OutputFormat, endpoint: string, credentials: { username: string; password: string }): Promise<string[][]> {
  const stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  stack.addOverride('locals.urls', new Integration(stack, 'edge', { outputFormat }).pageUrls({ capacity: ENTRIES }));
  const urls: string[] = Template.of(stack).json.locals.urls.map((url: string) => url.replace(/^\$\{[^}]*\}/, endpoint));
  return Promise.all(urls.map(async (url) => {
    const response = await fetch(url, { headers: { ...basic(credentials.username, credentials.password), 'accept-encoding': 'identity' } });
    return (await response.text()).trimEnd().split('\n').map(ADDRESS[outputFormat] ?? ((line) => line));
  }));
}

test.each(PAGED)('%s: 300,000 addresses arrive in pages, none missing, none twice, no page cut', async (outputFormat) => {
  const { items } = await service.api('GET', '/blocklists?include_filter=public&size=100');
  const largest = items.find((blocklist: { name: string }) => blocklist.name === 'emulated-largest');
  expect(largest.stats.count).toBe(ENTRIES);
  const made = await service.api('POST', '/integrations', { name: `edge-${outputFormat}`, entity_type: 'firewall_integration', output_format: outputFormat });
  await service.api('POST', `/blocklists/${largest.id}/subscribers`, { ids: [made.id], entity_type: 'firewall_integration' });

  const pages = await pull(outputFormat, made.endpoint, made.credentials);
  const addresses = pages.flat();
  expect(addresses).toHaveLength(ENTRIES);
  expect(new Set(addresses).size).toBe(ENTRIES);
  // The API's own answer, whole because it is compressed.
  const whole = (await service.api<string>('GET', `/integrations/${made.id}/content`)).trimEnd().split('\n').map(ADDRESS[outputFormat] ?? ((line) => line));
  expect(new Set(whole)).toEqual(new Set(addresses));
});
