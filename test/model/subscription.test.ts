import {
  checkCve, checkFormatFitsEntity, checkObjectId, checkSubscriptionKey, parseIntegrationReference, parseSubscriptionId, subscriptionId,
} from '../../src/model';

const ID = '0123456789abcdef01234567';

test.each(['Microsoft', 'TCP/IP Stack Co', '/', ' x '])('the id of a subscription to "%s" leads back to it', (key) => {
  expect(parseSubscriptionId(subscriptionId(ID, key))).toEqual({ integrationId: ID, key });
});

test.each(['', ID, `${ID}/`, '/Microsoft'])('"%s" is no subscription\'s id', (id) => expect(parseSubscriptionId(id)).toBeUndefined());

test('a CVE is written in capitals and whole; the message says how', () => {
  expect(checkCve('CVE-2024-25600')).toBeUndefined();
  expect(checkCve(' cve-2024-25600')).toContain('write "CVE-2024-25600"');
  expect(checkCve('CVE-24-1')).toContain('CVE-YYYY-N…');
});

test('a key that is empty is refused by what it is', () => {
  expect(checkSubscriptionKey('vendor', ' ')).toBe('the vendor is empty; give its name');
  expect(checkSubscriptionKey('blocklist', '')).toBe('the blocklist is empty; give its id');
});

test('an integration is named by id or by name', () => {
  expect(parseIntegrationReference(ID)).toEqual({ id: ID });
  expect(parseIntegrationReference('name:a:b')).toEqual({ name: 'a:b' });
  expect(checkObjectId(`${ID}0`)).toContain('24 hexadecimal digits');
});

test('a remediation component has a format of its own, and no other', () => {
  expect(checkFormatFitsEntity('f5', 'firewall_integration')).toBeUndefined();
  expect(checkFormatFitsEntity('f5', 'remediation_component_integration')).toContain('needs "firewall_integration"');
  expect(checkFormatFitsEntity('remediation_component', 'firewall_integration')).toContain('needs "remediation_component_integration"');
});
