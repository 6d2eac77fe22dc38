import { Provider } from '../tfplugin';
import { configSchema } from './config-schema';
import { configure, ProviderConfig, validateConfig } from './configure';
import { blocklistsDataSource } from './data-sources/blocklists';
import { cvesDataSource } from './data-sources/cves';
import { fingerprintsDataSource } from './data-sources/fingerprints';
import { integrationDataSource } from './data-sources/integration';
import { integrationsDataSource } from './data-sources/integrations';
import { organizationDataSource } from './data-sources/organization';
import { vendorsDataSource } from './data-sources/vendors';
import { blocklistSubscriptionResource } from './resources/blocklist-subscription';
import { cveSubscriptionResource } from './resources/cve-subscription';
import { fingerprintSubscriptionResource } from './resources/fingerprint-subscription';
import { integrationResource } from './resources/integration';
import { vendorSubscriptionResource } from './resources/vendor-subscription';
import { Service } from './service';
import { BUG_REPORT_URL, VERSION } from './version';

/** The provider `crowdsec`. */
export function createProvider(): Provider<ProviderConfig> {
  const service = new Service();
  return {
    typeName: 'crowdsec',
    version: VERSION,
    bugReportUrl: BUG_REPORT_URL,
    schema: configSchema,
    resources: {
      crowdsec_integration: integrationResource(service),
      crowdsec_vendor_subscription: vendorSubscriptionResource(service),
      crowdsec_cve_subscription: cveSubscriptionResource(service),
      crowdsec_fingerprint_subscription: fingerprintSubscriptionResource(service),
      crowdsec_blocklist_subscription: blocklistSubscriptionResource(service),
    },
    dataSources: {
      crowdsec_integration: integrationDataSource(service),
      crowdsec_integrations: integrationsDataSource(service),
      crowdsec_vendors: vendorsDataSource(service),
      crowdsec_cves: cvesDataSource(service),
      crowdsec_fingerprints: fingerprintsDataSource(service),
      crowdsec_blocklists: blocklistsDataSource(service),
      crowdsec_organization: organizationDataSource(service),
    },
    validateConfig: (config, context) => validateConfig(config, context),
    configure: (config, context) => configure(service, config, context),
  };
}
