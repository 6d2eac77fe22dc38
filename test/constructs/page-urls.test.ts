import { TerraformStack } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat, PageUrlsOptions } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
});

function urls(outputFormat: OutputFormat, options: PageUrlsOptions, name?: string): string[] {
  const edge = new Integration(stack, 'edge', { outputFormat, name });
  stack.addOverride('locals.urls', edge.pageUrls(options));
  return Template.of(stack).json.locals.urls.map((url: string) => url.replace(/crowdsec_integration\.edge_\w+/, 'INTEGRATION'));
}

describe('pageUrls', () => {
  test('as many as the capacity needs, evenly filled', () => {
    expect(urls(OutputFormat.CHECKPOINT, { capacity: 100_000 })).toEqual([
      '${INTEGRATION.endpoint}?page=1&page_size=50000',
      '${INTEGRATION.endpoint}?page=2&page_size=50000',
    ]);
  });

  test('one page holds no more than the device is to hold, and never less than the service takes', () => {
    expect(urls(OutputFormat.PALOALTO, { capacity: 50_000 })).toEqual(['${INTEGRATION.endpoint}?page=1&page_size=50000']);
    stack.node.tryRemoveChild('edge');
    expect(urls(OutputFormat.PALOALTO, { capacity: 500 })).toEqual(['${INTEGRATION.endpoint}?page=1&page_size=10000']);
  });

  test('with a size of one\'s own, with credentials', () => {
    expect(urls(OutputFormat.OPNSENSE, { capacity: 250_000, pageSize: 100_000, withCredentials: true })).toEqual([1, 2, 3].map((page) => (
      `\${INTEGRATION.endpoint_with_credentials}?page=${page}&page_size=100000`
    )));
  });

  test('lines of F5 repeat the integration\'s name: a long one makes pages smaller', () => {
    expect(urls(OutputFormat.F5, { capacity: 90_000 }, 'edge')).toHaveLength(1);
    stack.node.tryRemoveChild('edge');
    const pages = urls(OutputFormat.F5, { capacity: 90_000 }, 'x'.repeat(100));
    expect(pages).toEqual([1, 2, 3].map((page) => `\${INTEGRATION.endpoint}?page=${page}&page_size=30000`));
  });

  test.each([
    [9_999, OutputFormat.PALOALTO, /^production\/edge: "pageSize": page size 9999 is too small; the service takes 10000 or more/],
    [60_001, OutputFormat.CHECKPOINT, /^production\/edge: "pageSize": page size 60001 is too large for format "checkpoint".*use 60000 or less/],
    [300_001, OutputFormat.PLAIN_TEXT, /page size 300001 is too large for format "plain_text"/],
  ])('a page size of %d for %s', (pageSize, outputFormat, expected) => {
    const edge = new Integration(stack, 'edge', { outputFormat });
    expect(() => edge.pageUrls({ capacity: 1, pageSize })).toThrow(expected);
  });

  test('a format that is looked up gets the size that fits all', () => {
    const edge = Integration.fromIntegrationName(stack, 'edge', 'console-made');
    stack.addOverride('locals.urls', edge.pageUrls({ capacity: 70_000 }));
    expect(Template.of(stack).json.locals.urls).toEqual([1, 2].map((page) => (
      expect.stringMatching(new RegExp(`\\.endpoint\\}\\?page=${page}&page_size=35000$`))
    )));
    edge.pageUrls({ capacity: 300_000, pageSize: 300_000 });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('a stream has no pages', () => {
    const bouncer = new Integration(stack, 'bouncer', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
    expect(() => bouncer.pageUrls({ capacity: 1 })).toThrow(/^production\/bouncer: .* serves a stream, not pages. Use "lapiUrl"/);
  });

  test.each([0, 1.5])('a capacity of %d', (capacity) => {
    const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.F5 });
    expect(() => edge.pageUrls({ capacity })).toThrow(`production/edge: "capacity": ${capacity} is no number of entries`);
  });
});
