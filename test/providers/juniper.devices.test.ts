import { JuniperDynamicAddress, JunosProvider, OutputFormat } from '../../src';
import { pull } from './devices/device';
import { JunosSetFile } from './devices/junos-setfile';
import { firewallSuite } from './support/device-suite';

firewallSuite('Junos, by the lines that the provider writes to a file', {
  format: OutputFormat.JUNIPER,
  provider: ['junos', 'jeremmfr/junos', '>= 1.33.0'],
  day: 86_400,
  holders: ['junos_security_dynamic_address_feed_server.blocklist'],
  // It reads by asking a device.
  planArguments: ['-refresh=false'],
  tooLong: { password: 'x1'.repeat(130), message: 'the server\'s URL with its credentials has more characters than Junos takes, 256.' },
  start: async () => {
    const device = new JunosSetFile();
    return {
      env: {},
      declare: (stack, integration, credentials) => {
        new JunosProvider(stack, 'junos', { ip: '192.0.2.1', fakeCreateWithSetfile: device.file, fakeUpdateAlso: true, fakeDeleteAlso: true });
        new JuniperDynamicAddress(stack, 'blocklist', { integration, credentials, name: 'crowdsec' });
      },
      lists: () => device.addresses.map(({ serverUrl, path, updateSeconds }) => {
        const { protocol, host, username, password } = new URL(serverUrl);
        return {
          url: `${protocol}//${host}${path}`,
          username: decodeURIComponent(username),
          password: decodeURIComponent(password),
          interval: updateSeconds,
          seconds: updateSeconds,
        };
      }),
      pull: async ({ url, username, password }) => {
        const { status, lines } = await pull(url, username, password);
        return { status, addresses: lines };
      },
      get told() {
        return device.told;
      },
      forget: () => device.forget(),
      left: () => device.configuration,
      end: async () => device.remove(),
    };
  },
});
