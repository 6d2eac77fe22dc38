import { addSecret, log } from '../../src/tfplugin/log';

describe('log', () => {
  let written: string;
  const environment = { ...process.env };
  beforeEach(() => {
    written = '';
    process.env.TF_LOG_PROVIDER = 'trace';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += text;
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...environment };
  });

  test('writes what Terraform parses, whatever a field is called', () => {
    log('info', 'Hello', { 'count': 1, 'good': true, '@message': 7, '@level': false });
    expect(JSON.parse(written)).toEqual({
      '@level': 'info',
      '@message': 'Hello',
      '@module': 'provider',
      '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      'count': 1,
      'good': true,
    });
  });

  test('hides registered secrets, also one that holds another', () => {
    addSecret('key-123');
    addSecret('key-123-and-more');
    log('warn', 'sent key-123-and-more', { url: 'https://host/?k=key-123' });
    expect(JSON.parse(written)).toMatchObject({ '@message': 'sent (redacted)', 'url': 'https://host/?k=(redacted)' });
  });

  test('stays far below the length at which Terraform shows a line raw', () => {
    log('debug', 'ü'.repeat(100_000), Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`field${i}`, '\u0001'.repeat(5_000)])));
    expect(Buffer.byteLength(written)).toBeLessThan(64 * 1024);
    expect(JSON.parse(written)['@message']).toMatch(/^ü+… \(100000 characters\)$/);
  });

  test.each([
    [{ TF_LOG_PROVIDER: '', TF_LOG: 'WARN' }, ['warn', 'error']],
    [{ TF_LOG_PROVIDER: 'error', TF_LOG: 'trace' }, ['error']],
    [{ TF_LOG_PROVIDER: 'JSON' }, ['trace', 'debug', 'info', 'warn', 'error']],
    [{ TF_LOG_PROVIDER: '', TF_LOG: '' }, []],
    [{ TF_LOG_PROVIDER: 'off', TF_LOG: 'trace' }, []],
  ])('with %j writes the levels %j', (env, levels) => {
    Object.assign(process.env, env);
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) log(level, 'x');
    expect(written.split('\n').filter(Boolean).map((line) => JSON.parse(line)['@level'])).toEqual(levels);
  });
});
