import { TerraformVariable } from 'cdktf';
import { integration, judge } from './judged';
import { CveSubscription, VendorSubscription } from '../../src';

const coverage = { 'Microsoft': ['CVE-2023-23397', 'CVE-2021-26855'], 'Palo Alto Networks': ['CVE-2024-3400'] };

test('a CVE that a subscribed vendor brings, at the place of its subscription', () => {
  const { errors } = judge({ coverage }, (stack) => {
    const edge = integration(stack, 'edge', { subscriptions: { vendors: ['Microsoft', 'toString'], cves: ['CVE-2023-23397', 'CVE-2024-3400'] } });
    new CveSubscription(stack, 'exchange', { integration: edge, cve: 'CVE-2021-26855' });
    integration(stack, 'other', { subscriptions: { cves: ['CVE-2023-23397'] } });
  });
  expect(errors).toEqual([
    'production/edge/cve-CVE-2023-23397: policy "redundant-cve": "cve": "CVE-2023-23397" comes with the vendor "Microsoft", to which production/edge '
    + 'subscribes. Remove this subscription',
    expect.stringContaining('production/exchange: policy "redundant-cve": "cve": "CVE-2021-26855" comes with'),
  ]);
});

test('nothing is said of what only Terraform knows', () => {
  expect(judge({ coverage }, (stack) => {
    const unknown = new TerraformVariable(stack, 'unknown', { type: 'string' }).stringValue;
    const edge = integration(stack, 'edge', { subscriptions: { cves: ['CVE-2023-23397'] } });
    new VendorSubscription(stack, 'vendor', { integration: edge, vendor: unknown });
    new CveSubscription(stack, 'cve', { integration: edge, cve: unknown });
  }).errors).toEqual([]);
});
