import { TerraformVariable } from 'cdktf';
import { integration, judge } from './judged';

test('names that do not match as a whole', () => {
  const { errors } = judge({ namePattern: 'prod-[a-z0-9-]+|lab' }, (stack) => {
    integration(stack, 'good', { name: 'prod-edge-1' });
    integration(stack, 'lab', { name: 'lab' });
    integration(stack, 'more', { name: 'my lab' });
    integration(stack, 'derived');
  });
  expect(errors).toEqual([
    'production/more: policy "name": "name": "my lab" does not match prod-[a-z0-9-]+|lab. Rename it, which is done in place',
    expect.stringContaining('production/derived: policy "name": "name": "production-derived" does not match'),
  ]);
});

test('a name is judged as it was given, and not where only Terraform knows a part of it', () => {
  expect(judge({ namePattern: '\\$\\{x\\}' }, (stack) => {
    integration(stack, 'escaped', { name: '${x}' });
    integration(stack, 'part', { name: `edge-${new TerraformVariable(stack, 'site', { type: 'string' }).stringValue}` });
  }).errors).toEqual([]);
});
