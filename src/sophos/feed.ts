import { checkChanged, checkStatuses, described, FeedOnDevice } from './answer';
import { Device } from './device';
import { SophosError } from './errors';
import { bit, getRequest, removeRequest, setRequest } from './request';
import { DeviceSettings, FeedSettings } from './settings';

/** Makes the feed what it shall be, whether it is there or not, and looks afterwards. Answers what was done. */
export async function setFeed(device: Device, login: DeviceSettings, feed: FeedSettings): Promise<string> {
  const operation = await look(device, login, feed.name) ? 'update' : 'add';
  checkChanged(await device.send(setRequest(login, operation, feed)), `to ${operation} the feed "${feed.name}"`);
  const found = await look(device, login, feed.name);
  if (!found) throw new SophosError(`the firewall said that it has the feed "${feed.name}" and shows none. Look at its log, and try again`);
  const wrong = differences(found, feed);
  if (wrong.length) {
    throw new SophosError(`the firewall said that it changed the feed "${feed.name}" and shows other values of ${wrong.join(', ')}. Look at its log, and try again`);
  }
  return operation === 'add' ? 'added' : 'updated';
}

/** Removes the feed. The answer says 500 whether that worked or not, so that a look afterwards decides. */
export async function removeFeed(device: Device, login: DeviceSettings, name: string): Promise<string> {
  if (!await look(device, login, name)) return 'gone already';
  const { statuses } = await device.send(removeRequest(login, name));
  if (!await look(device, login, name)) return 'removed';
  throw new SophosError(`the firewall did not remove the feed "${name}": ${statuses.map(described).join(', ') || 'it did not say why'}. `
    + 'Look whether the administrator\'s profile may write "Active threat response"');
}

async function look(device: Device, login: DeviceSettings, name: string): Promise<FeedOnDevice | undefined> {
  const answer = await device.send(getRequest(login, name));
  checkStatuses(answer, `to show the feed "${name}"`);
  // The device answers all names that hold the text.
  return answer.feeds.find((feed) => feed.Name === name);
}

/** Names of the elements that are not as they shall be. The password cannot be compared. */
function differences(found: FeedOnDevice, feed: FeedSettings): string[] {
  const expected: FeedOnDevice = {
    Action: feed.action,
    IndicatorType: 'ip',
    ExternalURL: feed.url,
    Authorization: 'basicAuthentication',
    Username: feed.username,
    ValidateServerCertificate: bit(feed.validateServerCertificate),
    PollingInterval: feed.interval,
    Enabled: bit(feed.enabled),
  };
  return Object.keys(expected).filter((name) => found[name] !== expected[name]);
}
