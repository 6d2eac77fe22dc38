import { FortiGateThreatFeed, FortiosProvider, OutputFormat } from '../../src';
import { pull } from './devices/device';
import { FortiosDevice } from './devices/fortios-device';
import { firewallSuite } from './support/device-suite';

const TOKEN = 'token-of-the-fortigate';

firewallSuite('FortiGate', {
  format: OutputFormat.FORTIGATE,
  provider: ['fortios', 'fortinetdev/fortios', '>= 1.16.0'],
  day: 1440,
  holders: ['fortios_system_externalresource.blocklist'],
  tooLong: { password: 'x1'.repeat(65), message: 'the password has more characters than FortiGate takes, 128.' },
  start: async () => {
    const device = await new FortiosDevice(TOKEN).start({ secure: true });
    return {
      env: { FORTIOS_ACCESS_TOKEN: TOKEN },
      declare: (stack, integration, credentials) => {
        new FortiosProvider(stack, 'fortios', { hostname: device.address, insecure: true });
        new FortiGateThreatFeed(stack, 'blocklist', { integration, credentials, name: 'crowdsec' });
      },
      lists: () => [...device.feeds.values()].map((feed) => ({
        url: feed.resource, username: feed.username, password: feed.password, interval: feed['refresh-rate'], seconds: feed['refresh-rate'] * 60,
      })),
      pull: async ({ url, username, password }) => {
        const { status, lines } = await pull(url, username, password);
        return { status, addresses: lines };
      },
      get told() {
        return device.told;
      },
      forget: () => device.forget(),
      left: () => [...device.feeds.keys()],
      end: () => device.end(),
    };
  },
});
