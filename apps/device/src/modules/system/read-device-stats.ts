import { createSocket } from 'node:dgram';
import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceContext } from '../../platform/device-context.ts';
import { diskText, memoryText, temperatureText, uptimeText } from './stats-texts.ts';
import type { ProcessorMeter } from './processor-meter.ts';

/** How a box does (device service, section 3.4): texts for a display. */
export interface DeviceStats {
  /** The address by which the box reaches others; 127.0.0.1 when it reaches nobody. */
  ip: string;
  cpu: string;
  ram: string;
  disk: string;
  cpu_temp: string;
  uptime: string;
}

const unknown = 'unknown';

/** One value that cannot be found out is `unknown` and does not take the others with it. */
export const readDeviceStats = async (
  { settings, paths, log }: Pick<DeviceContext, 'settings' | 'paths' | 'log'>,
  meter: ProcessorMeter,
): Promise<DeviceStats> => {
  const orUnknown = async (what: keyof DeviceStats, read: () => Promise<string>): Promise<string> => {
    try {
      return await read();
    } catch (error) {
      log.debug({ err: error, what }, 'a value of the box cannot be read');
      return unknown;
    }
  };
  const kernelFile = (name: string) => readFile(join(settings.procDir, name), 'utf8');
  const [ip, cpu, ram, disk, temperature, uptime] = await Promise.all([
    ownAddress(),
    orUnknown('cpu', meter.read),
    orUnknown('ram', async () => memoryText(await kernelFile('meminfo'))),
    orUnknown('disk', async () => diskText(await statfs('/'))),
    orUnknown('cpu_temp', async () =>
      temperatureText(await readFile(paths.system(settings.thermalFile), 'utf8')),
    ),
    orUnknown('uptime', async () => uptimeText(await kernelFile('uptime'))),
  ]);
  return { ip, cpu, ram, disk, cpu_temp: temperature, uptime };
};

/**
 * The address from which a datagram into a private network would leave; none is sent. Only the kernel's routes are
 * asked.
 */
const ownAddress = (): Promise<string> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    const settle = (error?: Error): void => {
      const address = error ? '127.0.0.1' : socket.address().address;
      socket.close();
      resolve(address);
    };
    socket.once('error', settle);
    socket.bind(0, () => {
      // On a network 10.0.0.0/8 it is the address of all.
      socket.setBroadcast(true);
      // Without a route the function is called as well, with the reason.
      socket.connect(1, '10.255.255.255', settle);
    });
  });
