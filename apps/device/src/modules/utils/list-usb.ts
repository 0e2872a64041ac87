/**
 * Names of the devices in the output of `lsusb`, without their identifiers; hubs of the kernel itself are left out.
 * A line reads `Bus 001 Device 002: ID 046d:c31c Logitech, Inc. Keyboard`.
 */
export const usbNames = (output: string): string[] =>
  output
    .split('\n')
    .filter((line) => !line.includes('Linux'))
    .map((line) => line.split(' ').slice(6).join(' ').trim())
    .filter((name) => name !== '');
