import { once } from 'node:events';
import { chmod, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { listenOnPort, SettingsError, watchUnusedConnections } from '@netloom/server-kit';
import type { FastifyInstance } from 'fastify';
import type { DeviceSettings } from '../settings.ts';
import { nodeHttp } from './node-http.ts';

export interface Listening {
  url: string | undefined;
  close(): Promise<void>;
}

/** The first file descriptor that systemd hands over (sd_listen_fds(3)). */
const firstHandedOver = 3;

/** Opens every listener that the settings name: the port, the Unix socket, and the sockets that systemd hands over. */
export const listen = async (http: FastifyInstance, settings: DeviceSettings): Promise<Listening> => {
  await http.ready();
  const more: { server: Server; endUnused: () => void }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(
      more.map(async ({ server, endUnused }) => {
        server.closeIdleConnections();
        endUnused();
        server.close();
        await once(server, 'close');
      }),
    );
  };
  try {
    for (const fd of handedOver()) more.push(await open(http, { fd }));
    if (settings.socket !== undefined) {
      await removeDeadSocket(settings.socket);
      more.push(await open(http, { path: settings.socket }));
      await chmod(settings.socket, 0o660);
    }
    if (!settings.tcp && more.length === 0)
      throw new SettingsError(
        'NETLOOM_TCP: without the port the service needs NETLOOM_SOCKET or a socket of systemd',
      );
    if (settings.tcp) await listenOnPort(http, settings);
  } catch (error) {
    await close();
    throw error;
  }
  const address = http.server.address() as AddressInfo | null;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return { url: address === null ? undefined : `http://${host}:${address.port}`, close };
};

/** Another listener in front of the same server. */
const open = async (http: FastifyInstance, where: { fd: number } | { path: string }) => {
  const server = nodeHttp.createServer({ requestTimeout: 30_000, keepAliveTimeout: 75_000 });
  for (const event of ['request', 'upgrade', 'checkContinue', 'clientError'])
    server.on(event, (...args: unknown[]) => http.server.emit(event, ...args));
  const endUnused = watchUnusedConnections(server);
  server.listen(where);
  await once(server, 'listening');
  return { server, endUnused };
};

const handedOver = (): number[] => {
  if (process.env['LISTEN_PID'] !== String(process.pid)) return [];
  const count = Number(process.env['LISTEN_FDS'] ?? 0);
  return Array.from({ length: Math.min(count, 8) }, (_none, index) => firstHandedOver + index);
};

/** A socket file stays behind when its program is killed: removed unless somebody answers on it. */
const removeDeadSocket = async (path: string): Promise<void> => {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') await unlink(path);
    return;
  } finally {
    socket.destroy();
  }
  throw new SettingsError(`NETLOOM_SOCKET: another program listens on ${path}`);
};
