import { MikroTikAddressList, OutputFormat, RouterosProvider } from '../../src';
import { pull } from './devices/device';
import { RouterosDevice, secondsOf } from './devices/routeros-device';
import { entriesOf, fetchesOf } from './devices/routeros-script';
import { firewallSuite } from './support/device-suite';

const PASSWORD = 'password-of-the-router';

firewallSuite('RouterOS', {
  format: OutputFormat.MIKROTIK,
  provider: ['routeros', 'terraform-routeros/routeros', '>= 1.99.0'],
  day: '1d',
  urlOf: (endpoint) => `${endpoint}?page=1&page_size=35000`,
  holders: ['routeros_system_script.blocklist'],
  start: async () => {
    const router = await new RouterosDevice('admin', PASSWORD).start({ secure: true });
    return {
      env: { ROS_USERNAME: 'admin', ROS_PASSWORD: PASSWORD },
      declare: (stack, integration, credentials) => {
        new RouterosProvider(stack, 'routeros', { hosturl: `https://${router.address}`, insecure: true });
        new MikroTikAddressList(stack, 'blocklist', { integration, credentials, name: 'crowdsec' });
      },
      lists: () => router.schedules.flatMap(({ 'on-event': event, interval, policy }) => {
        const script = router.scripts.find(({ name }) => name === event)!;
        const lacking = script.policy.split(',').filter((one) => !policy.split(',').includes(one));
        if (lacking.length) throw new Error(`the scheduler may not run the script, it lacks ${lacking.join(', ')}`);
        return fetchesOf(script.source).map(({ url, user, password }) => ({ url, username: user, password, interval, seconds: secondsOf(interval) }));
      }),
      pull: async ({ url, username, password }) => {
        const { status, lines } = await pull(url, username, password);
        const entries = entriesOf(lines.join('\n'));
        return { status, addresses: entries.filter(({ list }) => list === 'crowdsec-integration').map(({ address }) => address) };
      },
      get told() {
        return router.told;
      },
      forget: () => router.forget(),
      left: () => [...router.scripts, ...router.schedules],
      end: () => router.end(),
    };
  },
});
