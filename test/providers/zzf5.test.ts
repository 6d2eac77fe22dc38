import { F5FeedList, RestapiProvider, OutputFormat } from '../../src';
import { pull } from './devices/device';
import { BigipDevice } from './devices/bigip-device';
import { firewallSuite } from './support/device-suite';
firewallSuite('F5', {
  format: OutputFormat.F5, provider: ['restapi', 'Mastercard/restapi', '~> 1.20'], day: '86400', holders: ['restapi_object.blocklist'],
  start: async () => {
    const device = await new BigipDevice('admin', 'pw-of-device').start({ secure: true });
    return {
      env: { REST_API_USERNAME: 'admin', REST_API_PASSWORD: 'pw-of-device' },
      declare: (stack: any, integration: any, credentials: any) => {
        new RestapiProvider(stack, 'restapi', { uri: `https://${device.address}`, insecure: true });
        new F5FeedList(stack, 'blocklist', { integration, credentials, name: 'crowdsec', category: 'crowdsec-edge' });
      },
      lists: () => device.of('feed-list').flatMap((l) => l.feeds.map((f: any) => ({ url: f.poll.url, username: f.poll.user, password: f.poll.password, interval: f.poll.interval, seconds: Number(f.poll.interval) }))),
      pull: async ({ url, username, password }: any) => { const { status, lines } = await pull(url, username, password); process.stdout.write(JSON.stringify([lines.slice(0, 2), device.of('blacklist-category').map(({ name }) => name)]) + '\n'); return { status, addresses: lines.map((l) => l.split(',')[0]) }; },
      get told() { return device.told; }, forget: () => device.forget(), left: () => device.of(), end: () => device.end(),
    } as any;
  },
} as any);
