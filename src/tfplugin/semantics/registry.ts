import { DataSource, Provider, Resource } from '../contracts';
import { Diagnostic } from '../diagnostics';
import { own } from './known';

/** What the provider offers, by type name. */
export class Registry {
  constructor(private readonly provider: Provider) {}

  resource(typeName: string): Resource<any> | undefined {
    return own(this.provider.resources, typeName);
  }

  dataSource(typeName: string): DataSource<any> | undefined {
    return own(this.provider.dataSources, typeName);
  }

  unknownResource(typeName: string): Diagnostic {
    return this.missing('resource', typeName, this.provider.resources);
  }

  unknownDataSource(typeName: string): Diagnostic {
    return this.missing('data source', typeName, this.provider.dataSources);
  }

  private missing(kind: 'resource' | 'data source', typeName: string, offered: object): Diagnostic {
    const { typeName: provider, version } = this.provider;
    return {
      severity: 'error',
      summary: `No such ${kind}`,
      detail: `The provider ${provider} ${version} has no ${kind} "${typeName}". It has: ${Object.keys(offered).sort().join(', ') || 'none'}. `
        + 'If another version of the provider made it, use that version, or remove it from the configuration and the state.',
    };
  }
}
