import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { checkIntegrationName, checkObjectId } from '../model';
import { checkProp, literalArguments, RESOURCE_ID } from '../synth';
import { credentialsOfImported } from './errors';
import { IntegrationBase } from './integration-base';
import { ImportedIntegrationOptions } from './integration-types';
import { CrowdsecProvider } from './provider';
import { providerFor } from './provider-for';

/** An integration that the app does not manage, looked up at the service. */
export class ImportedIntegration extends IntegrationBase {
  readonly integrationId: string;
  readonly integrationName: string;
  readonly outputFormat: string;
  readonly endpoint: string;
  readonly lapiUrl: string;
  readonly provider?: CrowdsecProvider;
  /** @internal */
  protected readonly _knownName?: string;
  /** @internal */
  protected readonly _knownId?: string;

  /** @param by whether `value` is its id or its name */
  constructor(scope: Construct, id: string, by: 'integrationId' | 'integrationName', value: string, options: ImportedIntegrationOptions) {
    super(scope, id);
    const [argument, check] = by === 'integrationId' ? ['id', checkObjectId] as const : ['name', checkIntegrationName] as const;
    const data = new bindings.DataCrowdsecIntegration(this, RESOURCE_ID, {
      ...literalArguments({ [argument]: value }), provider: providerFor(this, options.provider),
    });
    this.integrationId = data.id;
    this.integrationName = data.name;
    this.outputFormat = data.outputFormat;
    this.endpoint = data.endpoint;
    this.lapiUrl = data.lapiUrl;
    this.provider = options.provider;
    this._knownName = by === 'integrationName' ? value : undefined;
    this._knownId = by === 'integrationId' ? value : undefined;
    checkProp(this, by, value, check);
  }

  get endpointWithCredentials(): string {
    throw new Error(credentialsOfImported(this, 'endpointWithCredentials'));
  }

  get username(): string {
    throw new Error(credentialsOfImported(this, 'username'));
  }

  get password(): string {
    throw new Error(credentialsOfImported(this, 'password'));
  }

  get apiKey(): string {
    throw new Error(credentialsOfImported(this, 'apiKey'));
  }
}
