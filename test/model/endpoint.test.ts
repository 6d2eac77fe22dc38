import { checkContentPageSize, checkServiceUrl, endpointWithCredentials, lapiUrl, largestPageSize, OUTPUT_FORMATS } from '../../src/model';

const BASE = 'https://admin.api.crowdsec.net/v1/integrations/0123456789abcdef01234567';

test('credentials with marks survive the way through a URL', () => {
  const password = 'a@b:c/d?e#f%g+h&i!\'()*';
  const url = new URL(endpointWithCredentials(`${BASE}/content`, 'user:name', password));
  expect([url.username, url.password].map(decodeURIComponent)).toEqual(['user:name', password]);
  expect([url.host, url.pathname]).toEqual([new URL(BASE).host, `${new URL(BASE).pathname}/content`]);
  expect(url.href).not.toMatch(/[!'()*]/);
});

test.each([BASE, `${BASE}/`, `${BASE}/content`, `${BASE}/v1/decisions/stream`, `${BASE}/v1/decisions/stream/`])(
  'a component appends its own path to what follows from %s', (endpoint) => expect(lapiUrl(endpoint)).toBe(`${BASE}/`));

describe('page size', () => {
  test.each(OUTPUT_FORMATS.filter((format) => largestPageSize(format)))('%s: from 10,000 to what an uncompressed answer carries', (format) => {
    const largest = largestPageSize(format)!;
    expect(checkContentPageSize(10_000, format)).toBeUndefined();
    expect(checkContentPageSize(largest, format)).toBeUndefined();
    expect(checkContentPageSize(9_999, format)).toContain('takes 10000 or more');
    expect(checkContentPageSize(largest + 1, format)).toContain(`use ${largest} or less`);
  });

  test('that is no whole number is refused, and a stream has none', () => {
    expect(checkContentPageSize(20_000.5, 'f5')).toContain('20000.5');
    expect(largestPageSize('remediation_component')).toBeUndefined();
  });
});

describe('service URL', () => {
  test.each(['https://admin.api.crowdsec.net/v1', 'http://localhost:8787/v1', 'http://127.0.0.1/v1', 'http://[::1]:1/v1'])(
    '%s is taken', (url) => expect(checkServiceUrl(url)).toBeUndefined());

  test.each([
    ['http://admin.api.crowdsec.net/v1', 'plain text'],
    ['http://127.0.0.1.example/v1', 'plain text'],
    ['ftp://host/v1', 'scheme "ftp"'],
    ['https://host/v1?key=secret', 'query or fragment'],
    ['https://user:secret@host/v1', 'holds credentials'],
    ['host/v1', 'cannot be read'],
  ])('%s is refused, without showing what may be secret', (url, problem) => {
    expect(checkServiceUrl(url)).toContain(problem);
    expect(checkServiceUrl(url)).not.toContain('secret');
  });
});
