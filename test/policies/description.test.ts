import { TerraformVariable } from 'cdktf';
import { integration, judge } from './judged';

test('a description is asked for, whoever knows it', () => {
  const { errors } = judge({ requireDescription: true }, (stack) => {
    integration(stack, 'good', { description: 'the edge' });
    integration(stack, 'unknown', { description: new TerraformVariable(stack, 'text', { type: 'string' }).stringValue });
    integration(stack, 'none');
    integration(stack, 'blank', { description: ' ' });
  });
  expect(errors).toEqual(['none', 'blank'].map((id) => (
    `production/${id}: policy "description": "description" is missing. Say what the integration is for, and who to ask`
  )));
});
