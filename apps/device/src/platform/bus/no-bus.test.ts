import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createLogger } from '@netloom/server-kit';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { hasPrivateBus, startPrivateBus } from '../../testing/start-private-bus.ts';
import { createSystemBus } from './system-bus.ts';

const log = createLogger({ level: 'silent' });
const anything = { service: 'org.bluez', path: '/', interface: 'org.bluez.Adapter1' };

describe.skipIf(!hasPrivateBus())('a bus that takes nobody more', () => {
  it('is unreachable', async () => {
    const bus = await startPrivateBus({ maximumConnections: 1 });
    const client = createSystemBus({ address: bus.address, log });
    await expect(client.call(anything, 'X')).rejects.toMatchObject({ busName: 'unreachable' });
    client.close();
    await bus.stop();
  });
});

describe('no bus', () => {
  const folder = makeTemporaryFolder('no-bus');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A server that is no bus. */
  const answering = async (
    answer: (socket: Socket) => void,
  ): Promise<{ address: string; server: Server }> => {
    const path = join(folder, `${Math.random()}`);
    const server = createServer((socket) => {
      socket.on('error', () => {});
      answer(socket);
    });
    server.listen(path);
    await once(server, 'listening');
    return { address: `unix:path=${path}`, server };
  };
  const expectUnreachable = async (address: string): Promise<void> => {
    const client = createSystemBus({ address, log });
    await expect(client.call(anything, 'X')).rejects.toMatchObject({ busName: 'unreachable' });
    await expect(client.listen(`interface='org.bluez'`, () => {})).rejects.toMatchObject({
      busName: 'unreachable',
    });
    client.close();
  };

  it.each([
    ['a socket that is not there', `unix:path=${folder}/nothing`],
    ['a folder', `unix:path=${folder}`],
    ['an address of another kind', 'tcp:host=127.0.0.1,port=1'],
    ['an address with a stray escape', 'unix:path=%'],
    ['an empty address', ''],
  ])('is %s', (_what, address) => expectUnreachable(address));

  it.each<[string, (socket: Socket) => void]>([
    ['hangs up', (socket) => socket.destroy()],
    ['refuses this user', (socket) => socket.on('data', () => socket.write('REJECTED ANONYMOUS\r\n'))],
    ['talks without end', (socket) => socket.write('x'.repeat(5000))],
    [
      'lets in and then hangs up',
      (socket) =>
        socket.on('data', (chunk) => (chunk.includes('BEGIN') ? socket.destroy() : socket.write('OK 1\r\n'))),
    ],
    [
      'sends no messages but bytes',
      (socket) =>
        socket.on('data', (chunk) => socket.write(chunk.includes('BEGIN') ? 'z'.repeat(5000) : 'OK 1\r\n')),
    ],
    [
      'announces a message beyond all bounds',
      (socket) =>
        socket.on('data', (chunk) =>
          socket.write(
            chunk.includes('BEGIN')
              ? Buffer.from([0x6c, 2, 0, 1, 255, 255, 255, 255, 1, 0, 0, 0, 255, 255, 255, 255])
              : 'OK 1\r\n',
          ),
        ),
    ],
  ])('is a server that %s', async (_what, answer) => {
    const { address, server } = await answering(answer);
    await expectUnreachable(address);
    server.close();
  });
});
