/** Vendors of the catalogue. `GET /vendors`, every page. */
import { Vendor, VendorQuery } from '../../api';
import { DataSource, Schema } from '../../tfplugin';
import { Service } from '../service';
import { leaveOutNulls, normalized } from '../values';
import { numberResult, objectsResult, searchArguments, textResult, textsResult } from './attributes';

const ORDERS = ['value', 'nb_cves', 'nb_ips', 'latest_rule_release'];

const schema: Schema = {
  description: 'Lists the vendors that an integration can subscribe to.',
  attributes: {
    ...searchArguments('vendors', ORDERS, 'what the service chooses'),
    names: textsResult('Names of the vendors, as `crowdsec_vendor_subscription` takes them.'),
    vendors: objectsResult('The vendors.', {
      value: textResult('Name of the vendor.'),
      nb_cves: numberResult('How many of its CVEs are known.'),
      nb_fingerprints: numberResult('How many fingerprints (reconnaissance rules) concern it.'),
      nb_ips: numberResult('How many addresses a subscription brings, each counted once.'),
      nb_ips_cves: numberResult('How many addresses exploit its CVEs.'),
      nb_ips_fingerprints: numberResult('How many addresses match its fingerprints.'),
      latest_rule_release: textResult('When its latest detection rule came out, in RFC 3339; null if there is none.'),
    }),
  },
};

interface State {
  query: string | null;
  sort_by: string | null;
  sort_order: string | null;
  names: string[];
  vendors: object[];
}

export function vendorsDataSource(service: Service): DataSource<State> {
  return {
    schema,
    async read(config, context) {
      const { query, sort_by, sort_order } = config;
      const vendors = await service.ask('list the vendors', context, ({ client }) =>
        client.vendors.list(leaveOutNulls({ query, sort_by, sort_order }) as VendorQuery, context));
      return normalized({ ...config, names: vendors.map(({ value }) => value), vendors: vendors.map(fromWire) });
    },
  };
}

function fromWire(vendor: Vendor) {
  return {
    value: vendor.value,
    nb_cves: vendor.nb_cves ?? 0,
    nb_fingerprints: vendor.nb_fingerprints ?? 0,
    nb_ips: vendor.nb_ips ?? 0,
    nb_ips_cves: vendor.nb_ips_cves ?? 0,
    nb_ips_fingerprints: vendor.nb_ips_fingerprints ?? 0,
    latest_rule_release: vendor.latest_rule_release ?? null,
  };
}
