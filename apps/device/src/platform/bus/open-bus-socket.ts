import { createConnection, type Socket } from 'node:net';
import { unreachable } from './bus-error.ts';

const usualAddress = 'unix:path=/var/run/dbus/system_bus_socket';

/** Longest answer to the greeting that is waited for, in bytes. */
const maximumLine = 1024;

/**
 * Opens a Unix socket to a bus and proves by the socket's credentials who this is ("Authentication Protocol",
 * EXTERNAL). What comes after that is messages.
 *
 * @param address of the bus; undefined: of the environment, or the usual one of the system bus.
 * @throws BusError `unreachable`
 */
export const openBusSocket = (address: string | undefined, timeoutMs: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const path = socketPath(address ?? process.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? usualAddress);
    if (path === undefined) return reject(unreachable('its address names no Unix socket'));
    const socket = createConnection(path);
    const settle = (why: string | undefined): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      if (why === undefined) return resolve(socket.pause());
      socket.on('error', () => {});
      socket.destroy();
      reject(unreachable(why));
    };
    const timer = setTimeout(() => settle('no answer'), timeoutMs);
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    socket.once('close', () => settle('it hung up'));
    socket.once('connect', () => {
      const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    });
    let said = '';
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const end = said.indexOf('\r\n');
      if (end < 0) return said.length > maximumLine ? settle('its greeting is not understood') : undefined;
      if (!said.startsWith('OK ')) return settle('it refuses this user');
      // The daemon says nothing more until it has read this, so that no message can have come yet.
      socket.write('BEGIN\r\n');
      settle(undefined);
    });
  });

/** The first Unix socket of an address (`unix:path=…`, `unix:abstract=…`; several are separated by semicolons). */
const socketPath = (address: string): string | undefined => {
  for (const part of address.split(';')) {
    const [, kind, value] = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(part) ?? [];
    if (value === undefined) continue;
    try {
      return kind === 'abstract' ? `\0${decodeURIComponent(value)}` : decodeURIComponent(value);
    } catch {
      // A stray per cent sign: not an address.
    }
  }
  return undefined;
};
