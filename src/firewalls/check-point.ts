import { Fn, Op, Token } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { checkOneOf, isKnown } from '../synth';
import { CHECK_POINT, CHECK_POINT_NAME, checkPointFeed, CheckPointFeedProps } from './check-point-feed';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceFacts, feedOf } from './feed';
import { counted } from './interval';

const FACTS: DeviceFacts = {
  device: 'Check Point',
  formats: [OutputFormat.PLAIN_TEXT, OutputFormat.CHECKPOINT],
  name: CHECK_POINT_NAME,
  credentials: 'separate',
};

export interface CheckPointNetworkFeedProps extends CheckPointFeedProps {}

/** Arguments of `checkpoint_management_network_feed`. */
interface NetworkFeed {
  readonly name: string;
  readonly feed_url: string;
  /** Sensitive. */
  readonly username: string;
  /** Sensitive. */
  readonly password: string;
  readonly feed_format: 'Flat List';
  readonly feed_type: 'IP Address';
  readonly data_column: number;
  readonly fields_delimiter: string;
  readonly ignore_lines_that_start_with: string;
  readonly update_interval: number;
  readonly use_gateway_proxy: boolean;
  readonly certificate_id?: string;
  readonly comments?: string;
}

/**
 * Makes Check Point gateways pull an integration of format `plain_text` or `checkpoint`, as a network feed: an object for the source or destination
 * of Access Control rules. Needs gateways of R81.20 or newer. For Threat Prevention there is `CheckPointIocFeed`.
 *
 * Every gateway that the policy is installed on pulls for itself, all with the same credentials.
 */
export class CheckPointNetworkFeed extends Construct {
  /** Names of the objects, for `source` and `destination` of Access Control rules; more than one where the blocklist is split. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: CheckPointNetworkFeedProps) {
    super(scope, id);
    const feed = feedOf(this, props, FACTS);
    this.listNames = feed.names;
    const minutes = { device: FACTS.device, unit: Duration.minutes(1), least: 1, most: Number.MAX_SAFE_INTEGER };
    const update_interval = counted(this, feed.interval, minutes);
    const columns = columnsOf(props.integration.outputFormat);
    checkPointFeed<NetworkFeed>(this, 'checkpoint_management_network_feed', props, feed, ({ name, url }) => ({
      name,
      feed_url: url,
      username: feed.username,
      password: feed.password,
      feed_format: 'Flat List',
      feed_type: 'IP Address',
      ...columns,
      ignore_lines_that_start_with: '#',
      update_interval,
      use_gateway_proxy: props.useGatewayProxy ?? true,
      certificate_id: props.certificateId,
      comments: props.comments,
    }));
  }
}

/** Where the address is in a line. The provider's own default for the delimiter is a sentence, which it sends. */
function columnsOf(format: string): { readonly data_column: number; readonly fields_delimiter: string } {
  const table = { data_column: 2, fields_delimiter: ',' };
  const plain = { data_column: 1, fields_delimiter: '\n' };
  if (isKnown(format)) return format === OutputFormat.CHECKPOINT ? table : plain;
  const isTable = Op.eq(format, OutputFormat.CHECKPOINT);
  return {
    data_column: Token.asNumber(Fn.conditional(isTable, table.data_column, plain.data_column)),
    fields_delimiter: Token.asString(Fn.conditional(isTable, table.fields_delimiter, plain.fields_delimiter)),
  };
}

/** Which of a Check Point machine's interfaces a provider logs in to. */
export enum CheckPointContext {
  /** The management API of a management server: objects and policies. */
  WEB_API = 'web_api',
  /** The Gaia API of a single machine: its operating system. */
  GAIA_API = 'gaia_api',
}

export interface CheckPointProviderProps extends DeviceProviderProps {
  /**
   * Name or address of the management server.
   * @default - the environment variable CHECKPOINT_SERVER where Terraform runs
   */
  readonly server?: string;

  /**
   * User name of an administrator.
   * @default - the environment variable CHECKPOINT_USERNAME where Terraform runs
   */
  readonly username?: string;

  /**
   * Password: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable CHECKPOINT_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * API key, in place of user name and password: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable CHECKPOINT_API_KEY where Terraform runs
   */
  readonly apiKey?: string;

  /**
   * The interface to log in to. Feeds need CheckPointContext.WEB_API.
   * @default - the environment variable CHECKPOINT_CONTEXT where Terraform runs, else the management API
   */
  readonly context?: CheckPointContext;

  /**
   * Domain of a multi-domain server, by name or UID.
   * @default - the environment variable CHECKPOINT_DOMAIN where Terraform runs, else none
   */
  readonly domain?: string;

  /**
   * Id of the tenant in Smart-1 Cloud.
   * @default - the environment variable CHECKPOINT_CLOUD_MGMT_ID where Terraform runs, else none
   */
  readonly cloudMgmtId?: string;

  /**
   * Name of the session, which administrators see beside its changes.
   * @default - the environment variable CHECKPOINT_SESSION_NAME where Terraform runs, else none
   */
  readonly sessionName?: string;

  /**
   * File that the provider writes the id of its session to, which is as good as a password while the session lives.
   * @default - the environment variable CHECKPOINT_SESSION_FILE_NAME where Terraform runs, else `sid.json` in the stack's folder
   */
  readonly sessionFileName?: string;

  /**
   * Whether the server's certificate is left unchecked.
   * @default - the environment variable CHECKPOINT_IGNORE_SERVER_CERTIFICATE where Terraform runs, else what the provider's version does
   */
  readonly ignoreServerCertificate?: boolean;
}

/** The provider `CheckPointSW/checkpoint`, for stacks that have none of their own. It logs in when it plans. */
export class CheckPointProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: CheckPointProviderProps = {}) {
    const { server, username, password, apiKey, context, domain, cloudMgmtId, sessionName, sessionFileName, ignoreServerCertificate } = props;
    const args = {
      server,
      username,
      password,
      context,
      domain,
      api_key: apiKey,
      cloud_mgmt_id: cloudMgmtId,
      session_name: sessionName,
      session_file_name: sessionFileName,
      ignore_server_certificate: ignoreServerCertificate,
    };
    super(scope, id, CHECK_POINT, props, args, { password, apiKey });
    checkOneOf(this, 'context', context, 'context', Object.values(CheckPointContext));
  }
}
