import { isIP } from 'node:net';
import { consistentKey } from './consistent-key.ts';
import { type DeviceIdentity, registrationName } from './device-identity.ts';
import { formBody } from './form-body.ts';

export interface RegistrationRequest {
  readonly identity: DeviceIdentity;
  readonly sharedSecret: string;
  /** Default `netjsonconfig.OpenWrt`. */
  readonly backend?: string;
  /** Propose the consistent key, so that the record of an earlier life is found again; default true. */
  readonly consistent?: boolean;
  /** The vendor's default host name, see {@link registrationName}. */
  readonly defaultHostname?: string;
}

/**
 * The body of a registration (device protocol 3.2), fields in the agent's order.
 *
 * @throws TypeError when the management address is not an IP address
 */
export function registrationForm(request: RegistrationRequest): string {
  const { identity, sharedSecret } = request;
  const { managementIp } = identity;
  if (managementIp !== undefined && isIP(managementIp) === 0) {
    throw new TypeError(`managementIp: "${managementIp}" is not an IP address`);
  }
  const keyBase = identity.hardwareIdIsKey ? identity.hardwareId : identity.macAddress;
  return formBody([
    ['backend', request.backend ?? 'netjsonconfig.OpenWrt'],
    ...((request.consistent ?? true) ? [['key', consistentKey(keyBase, sharedSecret)] as const] : []),
    ...(managementIp === undefined ? [] : [['management_ip', managementIp] as const]),
    ['secret', sharedSecret],
    ['name', registrationName(identity, request.defaultHostname)],
    ['hardware_id', identity.hardwareId],
    ['mac_address', identity.macAddress],
    ['tags', identity.tags.join(' ')],
    ['model', identity.model],
    ['os', identity.os],
    ['system', identity.system],
  ]);
}
