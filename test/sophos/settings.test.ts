import { deviceSettings } from '../../src/sophos/settings';

test.each([
  ['192.0.2.1', 'https://192.0.2.1:4444'],
  ['fw.example.test', 'https://fw.example.test:4444'],
  ['fw.example.test:443', 'https://fw.example.test:443'],
  ['[2001:db8::1]', 'https://[2001:db8::1]:4444'],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
])('the hostname %s is reached at %s', (SOPHOS_HOSTNAME, origin) => {
  expect(deviceSettings({ SOPHOS_HOSTNAME, SOPHOS_USERNAME: 'admin', SOPHOS_PASSWORD: 'secret' })).toEqual({
    origin, username: 'admin', password: 'secret', ca: undefined, insecure: false, timeoutMs: 60_000,
  });
});

test.each(['https://192.0.2.1', '192.0.2.1/x', '2001:db8::1', 'a b', 'admin@192.0.2.1', ':4444', '192.0.2.1:99999'])('the hostname %j is refused', (SOPHOS_HOSTNAME) => {
  expect(() => deviceSettings({ SOPHOS_HOSTNAME, SOPHOS_USERNAME: 'admin', SOPHOS_PASSWORD: 'secret' })).toThrow(`the hostname "${SOPHOS_HOSTNAME}" is none; give a name`);
});
