import { Construct } from 'constructs';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { ProviderFacts } from './device-resource';

export const JUNOS: ProviderFacts = { type: 'junos', source: 'jeremmfr/junos', checked: ['1.33.0', '2.20.0'], version: '>= 1.33.0' };

export interface JunosProviderProps extends DeviceProviderProps {
  /**
   * Name or address of the device.
   * @default - the environment variable JUNOS_HOST where Terraform runs
   */
  readonly ip?: string;

  /**
   * Port of NETCONF over SSH.
   * @default - the environment variable JUNOS_PORT where Terraform runs, else 830
   */
  readonly port?: number;

  /**
   * User name on the device.
   * @default - the environment variable JUNOS_USERNAME where Terraform runs, else `netconf`
   */
  readonly username?: string;

  /**
   * Path of the private key for SSH, where Terraform runs.
   * @default - the environment variable JUNOS_KEYFILE where Terraform runs
   */
  readonly sshkeyfile?: string;

  /**
   * The private key itself, in PEM form: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable JUNOS_KEYPEM where Terraform runs
   */
  readonly sshkeyPem?: string;

  /**
   * Passphrase of the private key: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable JUNOS_KEYPASS where Terraform runs
   */
  readonly keypass?: string;

  /**
   * Password on the device: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable JUNOS_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * File that the provider writes the `set` lines of new resources to, instead of reaching a device: for trying a stack. The feed's
   * password is in it, so nobody but its owner may read it.
   * @default - none: the device is configured
   */
  readonly fakeCreateWithSetfile?: string;

  /**
   * Whether changes of resources are written to that file as well.
   * @default false
   */
  readonly fakeUpdateAlso?: boolean;

  /**
   * Whether the removal of resources is written to that file as well.
   * @default false
   */
  readonly fakeDeleteAlso?: boolean;
}

/** The provider `jeremmfr/junos`, for stacks that have none of their own. */
export class JunosProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: JunosProviderProps = {}) {
    const { ip, port, username, sshkeyfile, sshkeyPem, keypass, password } = props;
    super(scope, id, JUNOS, props, {
      ip,
      port,
      username,
      sshkeyfile,
      sshkey_pem: sshkeyPem,
      keypass,
      password,
      fake_create_with_setfile: props.fakeCreateWithSetfile,
      fake_update_also: props.fakeUpdateAlso,
      fake_delete_also: props.fakeDeleteAlso,
      file_permission: props.fakeCreateWithSetfile === undefined ? undefined : '600',
    }, { sshkeyPem, keypass, password });
  }
}
