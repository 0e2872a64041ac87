/**
 * The agent on the devices calls the short, older paths; both families answer alike (device protocol 2). The id
 * is put into the path as it is.
 */
export type ControllerPaths = 'legacy' | 'current';

/** Operations on a registered device, as they are spelled in the path. */
export type DeviceOperation = 'checksum' | 'download-config' | 'update-info' | 'report-status';

export function registrationPath(paths: ControllerPaths): string {
  return paths === 'legacy' ? '/controller/register/' : '/controller/device/register/';
}

export function deviceOperationPath(paths: ControllerPaths, operation: DeviceOperation, id: string): string {
  return paths === 'legacy' ? `/controller/${operation}/${id}/` : `/controller/device/${operation}/${id}/`;
}
