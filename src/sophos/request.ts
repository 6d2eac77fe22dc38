import { XMLBuilder } from 'fast-xml-parser';
import { DeviceSettings, FeedSettings } from './settings';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

type Credentials = Pick<DeviceSettings, 'username' | 'password'>;

/** Asks for the feeds whose names hold a text; "like" is the criterion that was seen to work for this entity. */
export function getRequest(login: Credentials, name: string): string {
  return request(login, { Get: { ThirdPartyFeed: { Filter: { key: { '@name': 'Name', '@criteria': 'like', '#text': name } } } } });
}

/** Makes or replaces a feed. The password is always the one that was given: the hash that the device answers would make it drop the update. */
export function setRequest(login: Credentials, operation: 'add' | 'update', feed: FeedSettings): string {
  return request(login, {
    Set: {
      '@operation': operation,
      'ThirdPartyFeed': {
        Name: feed.name,
        Description: feed.description,
        Action: feed.action,
        IndicatorType: 'ip',
        ExternalURL: feed.url,
        Authorization: 'basicAuthentication',
        Username: feed.username,
        Password: feed.password,
        ValidateServerCertificate: bit(feed.validateServerCertificate),
        PollingInterval: feed.interval,
        Enabled: bit(feed.enabled),
      },
    },
  });
}

export function removeRequest(login: Credentials, name: string): string {
  return request(login, { Remove: { ThirdPartyFeed: { Name: name } } });
}

function request(login: Credentials, content: object): string {
  return builder.build({ Request: { Login: { Username: login.username, Password: login.password }, ...content } });
}

/** The device knows true and false too, but answers 1 and 0. */
export function bit(value: boolean): '1' | '0' {
  return value ? '1' : '0';
}
