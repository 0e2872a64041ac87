import { isIP } from 'node:net';
import { type ControllerPaths, type DeviceOperation, deviceOperationPath } from './controller-paths.ts';
import { type DeviceCredentials, deviceIdPattern } from './device-credentials.ts';

/**
 * Path and query of a GET by a registered device.
 *
 * @param managementIp sent along when known; leaving it out makes the controller forget the address
 * @throws TypeError when the id or the management address is not one
 */
export function deviceQuery(
  paths: ControllerPaths,
  operation: DeviceOperation,
  credentials: DeviceCredentials,
  managementIp?: string,
): string {
  if (managementIp !== undefined && isIP(managementIp) === 0) {
    throw new TypeError(`managementIp: "${managementIp}" is not an IP address`);
  }
  const query = `key=${encodeURIComponent(credentials.key)}`;
  const address = managementIp === undefined ? '' : `&management_ip=${managementIp}`;
  return `${deviceOperationPath(paths, operation, checkedId(credentials))}?${query}${address}`;
}

/**
 * The id, once it is certain that it cannot change the meaning of a path.
 *
 * @throws TypeError when it is not a UUID
 */
export function checkedId(credentials: DeviceCredentials): string {
  if (!deviceIdPattern.test(credentials.id)) throw new TypeError(`id: "${credentials.id}" is not a UUID`);
  return credentials.id;
}
