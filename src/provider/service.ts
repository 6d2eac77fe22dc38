import { Client, Info } from '../api';
import { quoted } from '../model';
import { attributePath, CallContext, DiagnosticError } from '../tfplugin';
import { explain } from './diagnostics';
import { CatalogueReads } from './reads/catalogue';
import { IntegrationReads } from './reads/integrations';
import { Turns } from './turns';

/** A configured client, and what the run has read with it. */
export interface Connection {
  readonly client: Client;
  readonly reads: IntegrationReads;
  readonly catalogue: CatalogueReads;
  readonly maxRetries: number;
  /** Who may write to an integration, and when. */
  readonly turns: Turns;
  /** Whose key it is; asked for once. */
  info(signal: AbortSignal): Promise<Info>;
}

/** What the provider's configuration came to. */
export interface ServiceSettings {
  readonly client: Client;
  readonly maxRetries: number;
  readonly expectedOrganizationId?: string;
}

/** The Service API as resources and data sources reach it. One for a provider; configured anew by each `configure`. */
export class Service {
  private state: { readonly connection: Connection; readonly expected?: string } | { readonly unknown: readonly string[] } = { unknown: [] };

  configure(settings: ServiceSettings): void {
    const { client, maxRetries, expectedOrganizationId } = settings;
    let info: Promise<Info> | undefined;
    const connection: Connection = {
      client,
      maxRetries,
      turns: new Turns(),
      reads: new IntegrationReads(client),
      catalogue: new CatalogueReads(client),
      info: (signal) => {
        info ??= client.info({ signal }).catch((error) => {
          info = undefined;
          throw error;
        });
        return info;
      },
    };
    this.state = { connection, expected: expectedOrganizationId };
  }

  /** The configuration holds values that are only known at apply. */
  configureUnknown(names: readonly string[]): void {
    this.state = { unknown: names };
  }

  /** Whether it can be asked. What a plan merely checks early is skipped where it cannot. */
  get usable(): boolean {
    return 'connection' in this.state;
  }

  /**
   * The connection, once the key is known to belong to the expected organisation. Ends the call with a diagnostic where
   * the configuration is still unknown or the organisation another one.
   */
  async connect(context: Pick<CallContext, 'signal'>): Promise<Connection> {
    const { state } = this;
    if ('unknown' in state) throw unusable(state.unknown);
    const { connection, expected } = state;
    if (expected === undefined) return connection;
    const { organization_id: actual } = await connection.info(context.signal).catch((error) => {
      throw explain('check the organisation', error);
    });
    if (actual === expected) return connection;
    throw DiagnosticError.of('Wrong organisation', `the key belongs to organisation ${quoted(actual)}, but expected_organization_id is `
      + `${quoted(expected)}; nothing was changed. Give the key of ${quoted(expected)}, or correct expected_organization_id`,
    attributePath('expected_organization_id'));
  }

  /**
   * Asks something. What goes wrong ends the call with a diagnostic that names the action.
   * @param subject what it is about, such as `integration "edge"`, for the diagnostic
   */
  async ask<T>(action: string, context: Pick<CallContext, 'signal'>, call: (connection: Connection) => Promise<T>, subject?: string): Promise<T> {
    const connection = await this.connect(context);
    try {
      return await call(connection);
    } catch (error) {
      throw explain(action, error, { subject });
    }
  }
}

function unusable(names: readonly string[]): DiagnosticError {
  if (names.length === 0) return DiagnosticError.of('Provider not configured', 'the provider was asked for something before its configuration came');
  const list = names.map((name) => `"${name}"`).join(', ');
  return DiagnosticError.of('Provider configuration not known yet',
    `the provider's ${list} depend${names.length === 1 ? 's' : ''} on something that is known only after apply, but the service must be asked now. `
    + 'Apply what the configuration depends on first (terraform apply -target=ADDRESS), or take the value from a variable or the environment',
    attributePath(names[0]));
}
