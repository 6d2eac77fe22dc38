export { DeviceProviderProps } from './device-provider';
export { FeedCredentials, FirewallFeedProps } from './feed-types';
export * from './fortigate';
