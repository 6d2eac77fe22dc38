import { Aspects, TerraformIterator, TerraformStack } from 'cdktf';
import { integration, judge, judgementOf, stackOf } from './judged';
import { bindings, BlocklistPolicy, BlueGreenIntegration, Color, CveSubscription, Cves, Integration, OutputFormat, VendorSubscription } from '../../src';
import { testApp } from '../support/template';

const BLOCKLIST_ID = '0123456789abcdef01234567';
const requiredSubscriptions = [{ vendors: ['Microsoft', 'Citrix'] }, { formats: [OutputFormat.F5], cves: ['CVE-2024-25600'], blocklists: [BLOCKLIST_ID] }];

test('what is missing is said once a list, of those that it holds for', () => {
  const { errors, warnings } = judge({ requiredSubscriptions }, (stack) => {
    integration(stack, 'good').subscribeToVendor('Citrix');
    integration(stack, 'edge', { outputFormat: OutputFormat.F5, subscriptions: { vendors: ['SAP'] } });
  });
  expect(errors).toEqual([
    'production/edge: policy "subscriptions": "Microsoft", "Citrix" missing among the vendors. Add with subscribeToVendor',
    'production/edge: policy "subscriptions": "CVE-2024-25600" missing among the cves. Add with subscribeToCve',
    `production/edge: policy "subscriptions": "${BLOCKLIST_ID}" missing among the blocklists. Add with subscribeToBlocklist`,
  ]);
  expect(warnings).toEqual([]);
});

test('they may be declared anywhere: beside it, by the bindings, in another stack, for both colours', () => {
  const app = testApp();
  Aspects.of(app).add(new BlocklistPolicy({ requiredSubscriptions: [{ vendors: ['Microsoft'], fingerprints: ['microsoft-exchange'] }] }));
  const [first, second] = [stackOf(app, 'first'), stackOf(app, 'second')];
  const declared = new Integration(first, 'declared', { outputFormat: OutputFormat.PLAIN_TEXT });
  new VendorSubscription(second, 'vendor', { integration: declared, vendor: 'Microsoft' });
  new bindings.FingerprintSubscription(first, 'fingerprint', { integrationId: declared.integrationId, fingerprint: 'microsoft-exchange' });
  const raw = new bindings.Integration(first, 'raw', { name: 'raw', outputFormat: 'cisco' });
  new bindings.VendorSubscription(first, 'raw-vendor', { integrationId: raw.id, vendor: 'Microsoft' });
  new bindings.FingerprintSubscription(first, 'raw-fingerprint', { integrationId: `${raw.id}`, fingerprint: 'microsoft-exchange' });
  const pair = new BlueGreenIntegration(first, 'pair', { outputFormat: OutputFormat.PLAIN_TEXT, active: Color.GREEN, standby: true });
  pair.subscribeToVendor('Microsoft');
  pair.subscribeToFingerprint('microsoft-exchange');
  expect(judgementOf(app)).toEqual({ errors: [], warnings: [] });
});

const uncertain = (path: string) => `${path}: policy "subscriptions": "CVE-2024-25600" may be missing among the cves: some of them only Terraform knows. `
  + 'Name them, or exempt this integration';

test('where only Terraform knows some of them, the rest is a warning', () => {
  const { errors, warnings } = judge({ requiredSubscriptions: [{ vendors: ['Microsoft'], cves: ['CVE-2024-25600'] }] }, (stack) => {
    const each = TerraformIterator.fromList(new Cves(stack, 'mass', { exploitationPhase: 'mass_exploitation' }).ids);
    new CveSubscription(stack, 'each', { integration: integration(stack, 'edge'), cve: each.value, forEach: each });
  });
  expect(errors).toEqual([]);
  expect(warnings).toEqual([uncertain('production/edge')]);
});

test('so is one that may be another stack\'s binding', () => {
  const app = testApp();
  const [first, second] = [stackOf(app, 'first'), new TerraformStack(app, 'second')];
  Aspects.of(app).add(new BlocklistPolicy({ requiredSubscriptions: [{ cves: ['CVE-2024-25600'] }] }));
  const edge = integration(first, 'edge');
  new bindings.CrowdsecProvider(second, 'crowdsec');
  new bindings.CveSubscription(second, 'cve', { integrationId: edge.integrationId, cve: 'CVE-2024-25600' });
  expect(judgementOf(app)).toEqual({ errors: [], warnings: [uncertain('first/edge')] });
});

test('what is looked up is not judged, and its subscriptions are nobody else\'s', () => {
  const { errors } = judge({ requiredSubscriptions: [{ cves: ['CVE-2024-25600'] }] }, (stack) => {
    const found = Integration.fromIntegrationName(stack, 'found', 'found');
    found.subscribeToCve('CVE-2024-25600');
    new bindings.CveSubscription(stack, 'raw', { integrationId: found.integrationId, cve: 'CVE-2024-25600' });
    integration(stack, 'edge');
  });
  expect(errors).toEqual([expect.stringContaining('production/edge: policy "subscriptions": "CVE-2024-25600" missing')]);
});
