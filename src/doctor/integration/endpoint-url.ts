import type { Integration } from '../../api';
import { EntityType, lapiUrl, quoted } from '../../model';
import type { Seen } from '../examination';
import { idInUrl, type Target, withoutUserinfo } from '../targets';

/** The device's URL against the integration's. */
export function lookAtEndpoint({ endpoint, entity_type: type }: Integration, { device }: Target): Seen {
  if (device?.url === undefined) return { status: 'skip', detail: 'the device\'s URL is not known; --device-url says it' };
  const component = type === EntityType.REMEDIATION_COMPONENT_INTEGRATION;
  const right = component ? lapiUrl(endpoint) : endpoint;
  const remedy = `Give the device ${right}${component ? '' : ', with user and password in its own fields or, percent-encoded, in the URL'}.`;
  const bare = withoutUserinfo(device.url);
  const problem = URL.canParse(bare) ? differenceOf(new URL(bare), new URL(right), component) : 'the device\'s URL cannot be read';
  return problem ? { status: 'fail', detail: problem, remedy } : { status: 'ok', detail: 'the device\'s URL is the integration\'s' };
}

function differenceOf(has: URL, right: URL, component: boolean): string | undefined {
  if (has.protocol !== right.protocol) return `the device's URL begins with ${has.protocol}//, not with ${right.protocol}//`;
  if (has.host !== right.host) return `the device asks ${quoted(has.host)}, not ${right.host}`;
  const [theirs, ours] = [idInUrl(has.pathname), idInUrl(right.pathname)];
  if (theirs !== undefined && theirs !== ours) return `the device's URL is that of another integration (${quoted(theirs)})`;
  const path = has.pathname.replace(/\/+$/, '');
  if (component && path.includes('/v1/decisions')) return 'the device\'s URL holds v1/decisions/stream, which a component adds itself: the path is doubled';
  if (path === right.pathname.replace(/\/+$/, '')) return undefined;
  if (!component && `${path}/content` === right.pathname) return 'the device\'s URL lacks /content at its end';
  return `the device's URL has the path ${quoted(has.pathname)}, not ${quoted(right.pathname)}`;
}
