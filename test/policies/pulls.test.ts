import { integration, judge } from './judged';
import {
  BlueGreenIntegration, BouncerComponent, BouncerConfig, Color, Duration, FortiGateThreatFeed, FortiosProvider, HostUpdater, OutputFormat, PlanTier,
} from '../../src';

test('all that pull one integration count, whatever plan they were told', () => {
  const { errors } = judge({ planTier: PlanTier.COMMUNITY }, (stack) => {
    const slow = integration(stack, 'slow');
    new HostUpdater(stack, 'one', { integration: slow, planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.days(2) });
    new HostUpdater(stack, 'two', { integration: slow, planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.days(2) });
    const fast = integration(stack, 'fast');
    new HostUpdater(stack, 'three', { integration: fast, planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.hours(12) });
    new HostUpdater(stack, 'four', { integration: fast, planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.days(1) });
  });
  expect(errors).toEqual([
    'production/fast: policy "pulls": it is pulled 3 times a day (production/three, every 12 hours; production/four, every 1 day); the community plan '
    + 'allows 1. Make the intervals longer, or give each device an integration of its own',
  ]);
});

test('remediation components too, and of blue and green the active one is pulled', () => {
  const { errors } = judge({ planTier: PlanTier.ENTERPRISE }, (stack) => {
    new FortiosProvider(stack, 'fortios');
    const edge = new BlueGreenIntegration(stack, 'edge', {
      outputFormat: OutputFormat.FORTIGATE, active: Color.GREEN, standby: true, subscriptions: { vendors: ['SAP'] },
    });
    new FortiGateThreatFeed(stack, 'feed', { integration: edge, planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.minutes(30) });
    const web = integration(stack, 'web', { outputFormat: OutputFormat.REMEDIATION_COMPONENT });
    new BouncerConfig(stack, 'caddy', { component: BouncerComponent.CADDY, integration: web, updateFrequency: Duration.seconds(10) });
  });
  expect(errors).toEqual([
    expect.stringContaining('production/edge/green: policy "pulls": it is pulled 48 times a day (production/feed, every 30 minutes); the enterprise plan allows 24'),
    expect.stringContaining('production/web: policy "pulls": it is pulled 8640 times a day'),
  ]);
});
