/** A virtual system of a firewall. */
export interface PaloAltoVsysOptions {
  /**
   * Name of the virtual system.
   * @default 'vsys1'
   */
  readonly name?: string;

  /**
   * Name of the firewall in its own configuration.
   * @default - the provider's: `localhost.localdomain`
   */
  readonly ngfwDevice?: string;
}

/** A device group of a Panorama. */
export interface PaloAltoDeviceGroupOptions {
  /** Name of the device group. */
  readonly name: string;

  /**
   * Name of the Panorama in its own configuration.
   * @default - the provider's: `localhost.localdomain`
   */
  readonly panoramaDevice?: string;
}

/** Argument `location`: exactly one of its members. */
interface LocationArgument {
  readonly shared?: object;
  readonly vsys?: { readonly name: string; readonly ngfw_device?: string };
  readonly device_group?: { readonly name: string; readonly panorama_device?: string };
}

/** Where an object of a Palo Alto Networks configuration belongs. */
export class PaloAltoLocation {
  /** To all virtual systems of a firewall, or to all device groups of a Panorama. */
  static shared(): PaloAltoLocation {
    return new PaloAltoLocation({ shared: {} });
  }

  /** To one virtual system of a firewall. */
  static vsys(options: PaloAltoVsysOptions = {}): PaloAltoLocation {
    return new PaloAltoLocation({ vsys: { name: options.name ?? 'vsys1', ngfw_device: options.ngfwDevice } });
  }

  /** To one device group of a Panorama. */
  static deviceGroup(options: PaloAltoDeviceGroupOptions): PaloAltoLocation {
    return new PaloAltoLocation({ device_group: { name: options.name, panorama_device: options.panoramaDevice } });
  }

  /** @internal */
  readonly _argument: LocationArgument;

  private constructor(argument: LocationArgument) {
    this._argument = argument;
  }

  /**
   * Whether a firewall can have what belongs here and what belongs there: all but two device groups.
   * @internal
   */
  _meets(other: PaloAltoLocation): boolean {
    const [here, there] = [this._argument.device_group, other._argument.device_group];
    return !here || !there || here.name === there.name;
  }
}
