import { F5FeedList, OutputFormat, RestapiProvider } from '../../src';
import { BigipDevice } from './devices/bigip-device';
import { pull } from './devices/device';
import { firewallSuite } from './support/device-suite';

const PASSWORD = 'password-of-the-bigip';
const CATEGORIES = '/mgmt/tm/security/ip-intelligence/blacklist-category';

firewallSuite('BIG-IP', {
  format: OutputFormat.F5,
  provider: ['restapi', 'Mastercard/restapi', '~> 1.20'],
  day: '86400',
  holders: ['restapi_object.blocklist'],
  // The served lines name a category after the integration.
  renamed: {
    plan: { 'restapi_object.blocklist_ServedCategory': 'create,delete' },
    told: [`POST ${CATEGORIES}`, `DELETE ${CATEGORIES}/~Common~crowdsec-edge`],
  },
  start: async () => {
    const device = await new BigipDevice('admin', PASSWORD).start({ secure: true });
    return {
      env: { REST_API_USERNAME: 'admin', REST_API_PASSWORD: PASSWORD },
      declare: (stack, integration, credentials) => {
        new RestapiProvider(stack, 'restapi', { uri: `https://${device.address}`, insecure: true });
        new F5FeedList(stack, 'blocklist', { integration, credentials, name: 'crowdsec' });
      },
      lists: () => device.of('feed-list').flatMap(({ feeds }) => feeds).map(({ poll }: any) => ({
        url: poll.url, username: poll.user, password: poll.password, interval: poll.interval, seconds: Number(poll.interval),
      })),
      pull: async ({ url, username, password }) => {
        const { status, lines } = await pull(url, username, password);
        const categories = device.of('blacklist-category').map(({ name }) => name);
        // A line of a category that the device has not is left out.
        const entries = lines.map((line) => line.split(',')).filter(([, , kind, category]) => kind === 'BL' && categories.includes(category));
        return { status, addresses: entries.map(([address, mask]) => (mask === '32' ? address : `${address}/${mask}`)) };
      },
      get told() {
        return device.told.map(({ what }) => what);
      },
      forget: () => device.forget(),
      left: () => device.of(),
      end: () => device.end(),
    };
  },
});
