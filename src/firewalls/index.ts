export * from './check-point';
export { CheckPointFeedProps, CheckPointInstall } from './check-point-feed';
export * from './check-point-ioc-feed';
export * from './cisco';
export { DeviceProviderProps } from './device-provider';
export { FeedCredentials, FirewallFeedProps } from './feed-types';
export * from './fortigate';
export * from './palo-alto';
export * from './palo-alto-location';
