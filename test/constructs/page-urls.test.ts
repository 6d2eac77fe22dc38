import { TerraformStack, TerraformVariable } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat, PageUrlsOptions } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
});

function urls(outputFormat: OutputFormat, options: PageUrlsOptions): string[] {
  const edge = new Integration(stack, 'edge', { outputFormat });
  stack.addOverride('locals.urls', edge.pageUrls(options));
  return Template.of(stack).json.locals.urls.map((url: string) => url.replace(/crowdsec_integration\.edge_\w+/, 'INTEGRATION'));
}

describe('pageUrls', () => {
  test('as many as asked for, each with as much as the format carries', () => {
    expect(urls(OutputFormat.CHECKPOINT, { pages: 2 })).toEqual([
      '${INTEGRATION.endpoint}?page=1&page_size=60000',
      '${INTEGRATION.endpoint}?page=2&page_size=60000',
    ]);
  });

  test('with a size of one\'s own, with credentials', () => {
    expect(urls(OutputFormat.OPNSENSE, { pages: 1, pageSize: 100_000, withCredentials: true })).toEqual([
      '${INTEGRATION.endpoint_with_credentials}?page=1&page_size=100000',
    ]);
  });

  test('with a size that only Terraform knows', () => {
    const pageSize = new TerraformVariable(stack, 'size', { type: 'number' }).numberValue;
    expect(urls(OutputFormat.F5, { pages: 1, pageSize })).toEqual(['${INTEGRATION.endpoint}?page=1&page_size=${var.size}']);
  });

  test.each([
    [9_999, OutputFormat.PALOALTO, /^production\/edge: "pageSize": page size 9999 is too small; the service takes 10000 or more/],
    [60_001, OutputFormat.CHECKPOINT, /^production\/edge: "pageSize": page size 60001 is too large for format "checkpoint".*use 60000 or less/],
    [300_001, OutputFormat.PLAIN_TEXT, /page size 300001 is too large for format "plain_text"/],
  ])('a page size of %d for %s', (pageSize, outputFormat, expected) => {
    new Integration(stack, 'edge', { outputFormat }).pageUrls({ pages: 1, pageSize });
    expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
  });

  test('a format that is looked up gets the size that fits all', () => {
    const edge = Integration.fromIntegrationName(stack, 'edge', 'console-made');
    stack.addOverride('locals.urls', edge.pageUrls({ pages: 1 }));
    expect(Template.of(stack).json.locals.urls).toEqual([expect.stringMatching(/\.endpoint\}\?page=1&page_size=35000$/)]);
    edge.pageUrls({ pages: 1, pageSize: 300_000 });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('a stream has no pages', () => {
    const bouncer = new Integration(stack, 'bouncer', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
    expect(() => bouncer.pageUrls({ pages: 1 })).toThrow(/^production\/bouncer: .* serves a stream, not pages. Use "lapiUrl"/);
  });

  test.each([0, 1.5])('%d pages', (pages) => {
    const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.F5 });
    expect(() => edge.pageUrls({ pages })).toThrow(`production/edge: "pages": ${pages} is no number of pages`);
  });
});
