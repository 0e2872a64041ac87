import type { Server, Socket } from 'node:net';

/**
 * Watches for connections on which nothing was ever sent: browsers open such in advance. A server that stops would
 * wait for them until the time for a request is over. Returns what ends those that there are.
 */
export const watchUnusedConnections = (server: Server): (() => void) => {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
};
