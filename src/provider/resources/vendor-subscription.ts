/** An integration's subscription to a vendor. */
import { Resource } from '../../tfplugin';
import { Service } from '../service';
import { namedSubscriptionResource, NamedSubscriptionState } from './named-subscription';
import { namedSubscriptionSchema } from './subscription-schema';

const schema = namedSubscriptionSchema('vendor',
  'Subscribes an integration to a vendor: all its current and future CVEs and fingerprints (reconnaissance rules).',
  'Name of the vendor as the service has it, with its capitals and spaces; the data source `crowdsec_vendors` lists them.');

export function vendorSubscriptionResource(service: Service): Resource<NamedSubscriptionState> {
  return namedSubscriptionResource(service, 'vendor', schema);
}
