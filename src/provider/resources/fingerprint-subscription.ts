/** An integration's subscription to a fingerprint. */
import { Resource } from '../../tfplugin';
import { Service } from '../service';
import { namedSubscriptionResource, NamedSubscriptionState } from './named-subscription';
import { namedSubscriptionSchema } from './subscription-schema';

const schema = namedSubscriptionSchema('fingerprint',
  'Subscribes an integration to a fingerprint (reconnaissance rule): the addresses that match it.',
  'Id of the fingerprint; the data source `crowdsec_fingerprints` lists them.');

export function fingerprintSubscriptionResource(service: Service): Resource<NamedSubscriptionState> {
  return namedSubscriptionResource(service, 'fingerprint', schema);
}
