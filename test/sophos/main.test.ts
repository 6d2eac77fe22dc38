import { rmSync } from 'node:fs';
import { makeCertificates, TestCertificates } from '../api/certificates';
import { buildHelper } from '../support/build-helper';
import { LOGIN_OK, SophosDevice } from '../support/sophos-device';
import { CommandResult, run, temporaryFolder } from '../support/terraform';

/** Everything that XML treats in its own way. */
const SPECIAL = '<&>"\'%]]>$é';
const LOGIN = { username: `admin ${SPECIAL}`, password: `hunter2 ${SPECIAL}` };
const LOGIN_XML = '<Login><Username>admin &lt;&amp;&gt;&quot;&apos;%]]&gt;$é</Username><Password>hunter2 &lt;&amp;&gt;&quot;&apos;%]]&gt;$é</Password></Login>';
const FEED = {
  SOPHOS_FEED_NAME: 'crowdsec',
  SOPHOS_FEED_URL: 'https://example.test/v1/integrations/1/content?page=1&page_size=300000',
  SOPHOS_FEED_USERNAME: 'reader',
  SOPHOS_FEED_PASSWORD: 'feedsecret',
  SOPHOS_FEED_INTERVAL: '24h',
  SOPHOS_FEED_ACTION: 'block',
};
const GET = '<Request>LOGIN<Get><ThirdPartyFeed><Filter><key name="Name" criteria="like">crowdsec</key></Filter></ThirdPartyFeed></Get></Request>';
const FEED_XML = '<ThirdPartyFeed><Name>crowdsec</Name><Description></Description><Action>block</Action><IndicatorType>ip</IndicatorType>'
  + '<ExternalURL>https://example.test/v1/integrations/1/content?page=1&amp;page_size=300000</ExternalURL><Authorization>basicAuthentication</Authorization>'
  + '<Username>reader</Username><Password>feedsecret</Password><ValidateServerCertificate>1</ValidateServerCertificate><PollingInterval>24h</PollingInterval>'
  + '<Enabled>1</Enabled></ThirdPartyFeed>';

let folder: string;
let helper: string;
let certificates: TestCertificates;
let device: SophosDevice;

beforeAll(async () => {
  folder = temporaryFolder('sophos');
  helper = buildHelper('sophos', folder);
  certificates = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  device = await SophosDevice.start(certificates.server, LOGIN);
});
beforeEach(() => device.reset());
afterAll(async () => {
  await device.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The helper as Terraform starts it. Whatever happens, it says no secret. */
async function start(command: string, environment: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  const result = await run(process.execPath, [helper, command], {
    env: {
      PATH: process.env.PATH,
      SOPHOS_HOSTNAME: device.hostname,
      SOPHOS_USERNAME: LOGIN.username,
      SOPHOS_PASSWORD: LOGIN.password,
      SOPHOS_CA_CERTIFICATE: certificates.ca,
      ...FEED,
      ...environment,
    },
  });
  expect(result.output).not.toMatch(/hunter2|feedsecret|letmein/);
  return result;
}

async function works(command: string, environment?: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await start(command, environment);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function fails(command: string, environment?: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await start(command, environment);
  expect([code, stdout]).toEqual([1, '']);
  return stderr;
}

test('set adds a feed that is not there, and looks before and after', async () => {
  expect(await works('set')).toBe(`Sophos Firewall: feed "crowdsec" on https://${device.hostname}: added\n`);
  const get = GET.replace('LOGIN', () => LOGIN_XML);
  expect(device.requests).toEqual([get, `<Request>${LOGIN_XML}<Set operation="add">${FEED_XML}</Set></Request>`, get]);
});

test('set updates a feed that is there, with the password that it was given and not the hash that the device shows', async () => {
  await works('set');
  device.requests.length = 0;
  expect(await works('set', { SOPHOS_FEED_PASSWORD: 'letmein', SOPHOS_FEED_INTERVAL: '7d', SOPHOS_FEED_ENABLED: '0' })).toContain(': updated\n');
  const updated = FEED_XML.replace('feedsecret', 'letmein').replace('24h', '7d').replace('<Enabled>1', '<Enabled>0');
  expect(device.told).toEqual([`<Set operation="update">${updated}</Set>`]);
  expect(device.feeds.get('crowdsec')).toMatchObject({ Password: 'letmein', PollingInterval: '7d', Enabled: '0' });
});

test('set twice with the same is fine', async () => {
  await works('set');
  expect(await works('set')).toContain(': updated\n');
  expect(device.feeds.size).toBe(1);
});

test('a feed whose name only holds the other\'s is another one', async () => {
  await works('set', { SOPHOS_FEED_NAME: 'crowdsec-2' });
  expect(await works('set')).toContain(': added\n');
  expect(await works('remove')).toContain(': removed\n');
  expect([...device.feeds.keys()]).toEqual(['crowdsec-2']);
});

test('characters that XML treats in its own way arrive as they are, in every value', async () => {
  const special = {
    SOPHOS_FEED_NAME: SPECIAL,
    SOPHOS_FEED_URL: `https://example.test/?${SPECIAL}`,
    SOPHOS_FEED_USERNAME: `u${SPECIAL}`,
    SOPHOS_FEED_PASSWORD: `p${SPECIAL}`,
    SOPHOS_FEED_DESCRIPTION: `d${SPECIAL}`,
    SOPHOS_FEED_ACTION: `a${SPECIAL}`,
    SOPHOS_FEED_INTERVAL: `i${SPECIAL}`,
  };
  await works('set', special);
  expect(device.feeds.get(SPECIAL)).toMatchObject({
    ExternalURL: `https://example.test/?${SPECIAL}`,
    Username: `u${SPECIAL}`,
    Password: `p${SPECIAL}`,
    Description: `d${SPECIAL}`,
    Action: `a${SPECIAL}`,
    PollingInterval: `i${SPECIAL}`,
  });
  expect(await works('remove', special)).toContain(': removed\n');
});

test('remove believes a look, not the 500 that the device answers', async () => {
  await works('set');
  device.requests.length = 0;
  expect(await works('remove')).toContain(': removed\n');
  expect(device.told).toEqual(['<Remove><ThirdPartyFeed><Name>crowdsec</Name></ThirdPartyFeed></Remove>']);
  expect(device.feeds.size).toBe(0);
});

test('remove of what is gone is fine, and changes nothing', async () => {
  expect(await works('remove')).toContain(': gone already\n');
  expect(device.told).toEqual([]);
});

test('remove needs nothing of the feed but its name', async () => {
  const others = Object.fromEntries(Object.keys(FEED).filter((name) => name !== 'SOPHOS_FEED_NAME').map((name) => [name, '']));
  expect(await works('remove', others)).toContain(': gone already\n');
});

test('a removal that did nothing is an error, with what the device said', async () => {
  await works('set');
  device.idle = true;
  expect(await fails('remove')).toMatch(/did not remove the feed "crowdsec": code 500, "Deleted some configurations\. Couldn't delete all\."\. Look whether/);
});

test('a change that the device drops is an error', async () => {
  await works('set');
  device.idle = true;
  expect(await fails('set', { SOPHOS_FEED_PASSWORD: 'letmein', SOPHOS_FEED_INTERVAL: '30d', SOPHOS_FEED_ACTION: 'monitor' }))
    .toContain('it changed the feed "crowdsec" and shows other values of Action, PollingInterval. Look at its log');
  device.idle = false;
  expect(await fails('set', { SOPHOS_FEED_PASSWORD: '$sfos$7$0$hash' })).toContain('took to update the feed "crowdsec" and did not say that it worked. Look whether');
});

test('a wrong password is named as such, without it', async () => {
  expect(await fails('set', { SOPHOS_PASSWORD: 'letmein' })).toMatch(/refused the login: "Authentication Failure"\. Check SOPHOS_USERNAME and SOPHOS_PASSWORD where Terraform runs/);
  expect(device.told).toEqual([]);
});

test.each<[string, string, RegExp]>([
  ['maximum', '<ThirdPartyFeed><Status code="522">Reached the maximum number</Status></ThirdPartyFeed>', /code 522, "Reached the maximum number"\. The firewall holds no more feeds: remove one/],
  ['name', '<ThirdPartyFeed><Status code="409">/ThirdPartyFeed/Name</Status></ThirdPartyFeed>', /code 409, .*another name/],
  ['with a secret', '<ThirdPartyFeed><Status code="501">feedsecret is no password</Status></ThirdPartyFeed>', /code 501, "\*\*\* is no password"/],
  ['no code', '<ThirdPartyFeed><Status>Transaction fail</Status></ThirdPartyFeed>', /refused to add the feed "crowdsec": "Transaction fail"/],
  ['undocumented code', '<ThirdPartyFeed><Status code="299">?</Status></ThirdPartyFeed>', /code 299/],
])('a code inside a 200 is an error: %s', async (_, content, expected) => {
  device.next({}, { body: `<Response>${LOGIN_OK}${content}</Response>` });
  expect(await fails('set')).toMatch(expected);
});

test('the device\'s own limit is named, and what to do', async () => {
  device.most = 0;
  expect(await fails('set')).toContain('refused to add the feed "crowdsec": code 522');
});

test('a name that is taken in other capitals is named, and what to do', async () => {
  await works('set', { SOPHOS_FEED_NAME: 'CrowdSec' });
  expect(await fails('set')).toMatch(/code 409, .*perhaps in other capitals: give this one another name/);
});

test('an address that may not use the interface is told where to be allowed', async () => {
  device.next({ body: '<Response><Status code="534">API operations are not allowed from the requester IP address</Status></Response>' });
  expect(await fails('set')).toMatch(/code 534, .*Add the address of the machine that runs Terraform to the allowed ones under Backup and firmware > API/);
});

test.each<[string, string]>([
  ['<!DOCTYPE html><html><body>Sign in</body></html>', 'answered a web page'],
  ['', 'answered nothing'],
  ['{"error": 1}', 'answered something that is not its XML'],
  ['<Other/>', 'answered something that is not its XML'],
])('an answer %j that is not the interface\'s is an error', async (body, expected) => {
  device.next({ body });
  expect(await fails('set')).toContain(`${expected} in place of the firewall's XML interface. Look whether`);
});

test.each(['<Response/>', '<Response><ThirdPartyFeed/></Response>'])('an answer without a word on the login is none: %s', async (body) => {
  device.next({ body });
  expect(await fails('set')).toContain('without saying whether the login succeeded');
});

test.each([503, 302, 404])('the HTTP status %d is an error', async (status) => {
  device.next({ status, body: 'hunter2' });
  expect(await fails('set')).toContain(`answered with the HTTP status ${status} in place of 200`);
});

test('a firewall that does not answer is not waited for without end', async () => {
  device.next({ silent: true });
  expect(await fails('set', { SOPHOS_TIMEOUT_SECONDS: '0.3' })).toContain('did not answer within 0.3 seconds. Look whether');
});

test('a host that is not there is named', async () => {
  const gone = await SophosDevice.start(certificates.server, LOGIN);
  const { hostname } = gone;
  await gone.end();
  expect(await fails('set', { SOPHOS_HOSTNAME: hostname })).toContain(`https://${hostname} cannot be reached (ECONNREFUSED)`);
});

test('a certificate that nobody vouches for is refused, unless told to leave it unchecked', async () => {
  expect(await fails('set', { SOPHOS_CA_CERTIFICATE: '' })).toMatch(/certificate of https:\S+ cannot be trusted \(\w+\)\. Give the certificate of its CA in "caCertificate"/);
  expect(device.requests).toEqual([]);
  const other = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
  expect(await fails('set', { SOPHOS_CA_CERTIFICATE: other.ca })).toContain('Look whether "caCertificate" is the one that its chain ends in');
  expect(await works('set', { SOPHOS_CA_CERTIFICATE: '', SOPHOS_INSECURE: '1' })).toContain(': added\n');
});

test.each<[NodeJS.ProcessEnv, string]>([
  [{ SOPHOS_USERNAME: '' }, 'SOPHOS_USERNAME is not set: give the administrator of the firewall, where Terraform runs'],
  [{ SOPHOS_PASSWORD: '' }, 'SOPHOS_PASSWORD is not set'],
  [{ SOPHOS_PASSWORD: 'hunter2\n' }, 'SOPHOS_PASSWORD holds a line break or another control character'],
  [{ SOPHOS_FEED_URL: '' }, 'SOPHOS_FEED_URL is not set'],
  [{ SOPHOS_HOSTNAME: 'https://192.0.2.1' }, 'the hostname "https://192.0.2.1" is none; give a name or an address, with :PORT if it is not 4444'],
  [{ SOPHOS_HOSTNAME: '192.0.2.1:x' }, 'the hostname "192.0.2.1:x" is none'],
  [{ SOPHOS_TIMEOUT_SECONDS: 'long' }, 'SOPHOS_TIMEOUT_SECONDS is "long"'],
])('%j is refused before anything is sent', async (environment, expected) => {
  expect(await fails('set', environment)).toContain(expected);
  expect(device.requests).toEqual([]);
});

test('other commands are refused', async () => {
  expect(await fails('purge')).toContain('"purge" is no command; use set or remove');
});
