import { TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { checkProp } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';

/** `local_sensitive_file` came with 2.2.0. */
const PROVIDER: ProviderFacts = { type: 'local', source: 'hashicorp/local', checked: ['2.9.0'], version: '>= 2.2.0' };

export interface SensitiveFileProps {
  /** Path of the file on the machine where Terraform runs; a relative one starts in the stack's folder. A change replaces the file. */
  readonly path: string;

  /** Content. Sensitive: it is in Terraform's state and in saved plans, and no plan shows it. A change replaces the file. */
  readonly content: string;

  /**
   * Permissions of the file, four octal digits. A change replaces the file.
   * @default '0600'
   */
  readonly mode?: string;

  /**
   * Permissions of the folders that are made for it, four octal digits; those that exist stay as they are.
   * @default '0700'
   */
  readonly directoryMode?: string;

  /**
   * Checks of Terraform's before and after the file is written.
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;

  /**
   * The provider `hashicorp/local`: one of this package, or of your own generated bindings.
   * @default - the stack's own
   */
  readonly provider?: TerraformProvider;
}

/** Arguments of `local_sensitive_file`. */
interface LocalSensitiveFile {
  readonly filename: string;
  /** Sensitive. */
  readonly content: string;
  readonly file_permission: string;
  readonly directory_permission: string;
}

/** A file that Terraform writes on the machine where it runs, with a content that no plan shows. */
export class SensitiveFile extends Construct {
  /** Path of the file. */
  readonly path: string;

  constructor(scope: Construct, id: string, props: SensitiveFileProps) {
    super(scope, id);
    this.path = props.path;
    checkProp(this, 'mode', props.mode, checkMode);
    checkProp(this, 'directoryMode', props.directoryMode, checkMode);
    new DeviceResource<LocalSensitiveFile>(this, 'Resource', PROVIDER, 'local_sensitive_file', {
      filename: props.path,
      content: props.content,
      file_permission: props.mode ?? '0600',
      directory_permission: props.directoryMode ?? '0700',
    }, { provider: props.provider, lifecycle: props.lifecycle });
  }
}

function checkMode(mode: string): string | undefined {
  return /^[0-7]{4}$/.test(mode) ? undefined : `"${mode}" are no permissions; give four octal digits such as "0600"`;
}

/** The provider `hashicorp/local`, for stacks that have none of their own. It has no arguments. */
export class LocalProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: DeviceProviderProps = {}) {
    super(scope, id, PROVIDER, props, {});
  }
}
