import { TerraformVariable } from 'cdktf';
import { integration, judge } from './judged';
import { BlueGreenIntegration, BouncerComponent, BouncerConfig, Color, OutputFormat } from '../../src';

const off = (path: string) => `${path}: policy "aggregation": "enableIpAggregation" is off, so that each address takes an entry of the device's list. `
  + 'Set enableIpAggregation: true';

test('asked for, but not of what overlooks ranges', () => {
  const { errors } = judge({ requireAggregation: true }, (stack) => {
    integration(stack, 'on', { enableIpAggregation: true });
    integration(stack, 'unknown', { enableIpAggregation: new TerraformVariable(stack, 'flag', { type: 'bool' }).booleanValue as any });
    integration(stack, 'left-out');
    integration(stack, 'off', { outputFormat: OutputFormat.MIKROTIK, enableIpAggregation: false });
    integration(stack, 'sophos', { outputFormat: OutputFormat.SOPHOS });
    const bouncer = (component: BouncerComponent) => new BouncerConfig(stack, `${component}-config`, {
      component, integration: integration(stack, component, { outputFormat: OutputFormat.REMEDIATION_COMPONENT }),
    });
    bouncer(BouncerComponent.TRAEFIK);
    bouncer(BouncerComponent.CADDY);
    integration(stack, 'undeclared', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
  });
  expect(errors).toEqual([off('production/left-out'), off('production/off'), off('production/caddy')]);
});

test('of both colours', () => {
  const { errors } = judge({ requireAggregation: true }, (stack) => new BlueGreenIntegration(stack, 'edge', {
    outputFormat: OutputFormat.F5, active: Color.BLUE, standby: true, subscriptions: { vendors: ['Microsoft'] },
  }));
  expect(errors).toEqual([off('production/edge/Default'), off('production/edge/green')]);
});
