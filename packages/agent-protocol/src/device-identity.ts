/** What a device knows about itself and tells the controller. */
export interface DeviceIdentity {
  /** As the system prints it: normally upper case with colons. */
  readonly macAddress: string;
  /** The configured host name; may be empty. */
  readonly hostname: string;
  /** Serial number or similar; empty when the device has none. */
  readonly hardwareId: string;
  /** Whether the consistent key is made from the hardware id instead of the MAC address. */
  readonly hardwareIdIsKey: boolean;
  readonly model: string;
  readonly os: string;
  /** System on chip. */
  readonly system: string;
  /** Names of the template tags that the device asks for. */
  readonly tags: readonly string[];
  /** Address of the management interface, when there is one. */
  readonly managementIp?: string;
}

/**
 * The name under which a device registers (device protocol 3.2): its host name, or its MAC address when the host
 * name says nothing: empty, the distribution's own (`openwrt` in any case), or the vendor's default.
 *
 * @param defaultHostname the vendor's default; `*` means "always use the MAC address"
 */
export function registrationName(identity: DeviceIdentity, defaultHostname = 'LEDE'): string {
  const { hostname, macAddress } = identity;
  const saysNothing =
    hostname === '' ||
    hostname.toLowerCase() === 'openwrt' ||
    hostname === defaultHostname ||
    defaultHostname === '*';
  return saysNothing ? macAddress : hostname;
}
