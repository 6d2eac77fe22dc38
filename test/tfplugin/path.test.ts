import { formatPath, Path } from '../../src/tfplugin';

test.each<[Path, string]>([
  [[], ''],
  [[{ attribute: 'name' }], 'name'],
  [[{ attribute: 'rules' }, { index: 0 }, { attribute: 'port' }], 'rules[0].port'],
  [[{ attribute: 'tags' }, { key: 'a "b"' }], 'tags["a \\"b\\""]'],
])('formatPath: %j', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
