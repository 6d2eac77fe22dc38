import { Aspects } from 'cdktf';
import { integration, judge, judgementOf, stackOf } from './judged';
import { bindings, BlocklistPolicy, BlueGreenIntegration, Color, CrowdsecProvider, OutputFormat } from '../../src';
import { testApp } from '../support/template';

test('integrations of one organisation are counted over all stacks, and said once', () => {
  const app = testApp();
  Aspects.of(app).add(new BlocklistPolicy({ integrationQuota: 3 }));
  const [first, second] = [stackOf(app, 'first'), stackOf(app, 'second')];
  integration(first, 'one');
  new BlueGreenIntegration(first, 'pair', { outputFormat: OutputFormat.F5, active: Color.BLUE, standby: true, subscriptions: { vendors: ['SAP'] } });
  new bindings.Integration(second, 'raw', { name: 'raw', outputFormat: 'f5', count: 2 });
  expect(judgementOf(app)).toEqual({
    errors: ['second/raw: policy "quota": with this one the app declares 5 integrations of one organisation; 3 are allowed. '
      + 'Remove some, or let integrations of one format share'],
    warnings: [],
  });
});

test('organisations are told apart by the id that a provider expects, else by its alias', () => {
  expect(judge({ integrationQuota: 1 }, (stack) => {
    const tenant = (alias: string, expectedOrganizationId?: string) => new CrowdsecProvider(stack, `tenant-${alias}`, { alias, expectedOrganizationId });
    integration(stack, 'own');
    integration(stack, 'a', { provider: tenant('a') });
    integration(stack, 'b', { provider: tenant('b', 'org-b') });
  }).errors).toEqual([]);
  expect(judge({ integrationQuota: 1 }, (stack) => {
    const tenant = (alias: string) => new CrowdsecProvider(stack, `tenant-${alias}`, { alias, expectedOrganizationId: 'org' });
    integration(stack, 'a', { provider: tenant('a') });
    integration(stack, 'b', { provider: tenant('b') });
  }).errors).toEqual([expect.stringContaining('production/b: policy "quota": with this one the app declares 2')]);
});
