import { TerraformVariable } from 'cdktf';
import { integration, judge } from './judged';
import { bindings, OutputFormat } from '../../src';

const allowedFormats = [OutputFormat.PALOALTO, OutputFormat.FORTIGATE];

test('a format that is not allowed, of a construct or of the bindings', () => {
  const { errors, warnings } = judge({ allowedFormats }, (stack) => {
    integration(stack, 'good', { outputFormat: OutputFormat.PALOALTO });
    integration(stack, 'edge', { outputFormat: OutputFormat.F5 });
    new bindings.Integration(stack, 'raw', { name: 'raw', outputFormat: 'cisco' });
  });
  expect(errors).toEqual([
    'production/edge: policy "format": "outputFormat": "f5" is not allowed here. Use one of paloalto, fortigate',
    'production/raw: policy "format": "outputFormat": "cisco" is not allowed here. Use one of paloalto, fortigate',
  ]);
  expect(warnings).toEqual([]);
});

test('what is written is judged: an override, but no value that only Terraform knows', () => {
  expect(judge({ allowedFormats }, (stack) => {
    (integration(stack, 'edge', { outputFormat: OutputFormat.F5 }).node.defaultChild as bindings.Integration).addOverride('output_format', 'fortigate');
    new bindings.Integration(stack, 'raw', { name: 'raw', outputFormat: new TerraformVariable(stack, 'format', { type: 'string' }).stringValue });
    new bindings.Integration(stack, 'part', { name: 'part', outputFormat: '${var.format}' });
  })).toEqual({ errors: [], warnings: [] });
});
