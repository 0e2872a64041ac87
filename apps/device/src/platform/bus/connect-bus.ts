import { BusError, unreachable } from './bus-error.ts';
import { decodeMessage, encodeCall, messageLength, type IncomingMessage } from './bus-message.ts';
import { openBusSocket } from './open-bus-socket.ts';

const connectTimeoutMs = 5000;
const callTimeoutMs = 25_000;
/** Longest message that is taken, in bytes: far above what any service here sends. */
const maximumMessage = 32 * 1024 * 1024;

/** An object of another program on the bus, seen through one of its interfaces. */
export interface BusTarget {
  service: string;
  path: string;
  interface: string;
}

/** The daemon itself. */
export const busDaemon: BusTarget = {
  service: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** One connection to the bus. It ends once, and does not come back. */
export interface BusConnection {
  /** Calls a method and gives its results as plain values. @throws BusError */
  call(target: BusTarget, method: string, signature: string, args: readonly unknown[]): Promise<unknown[]>;
  close(): void;
}

/**
 * Connects and says hello. A client of the wire protocol of its own, for the libraries at hand end the process when
 * the daemon refuses them, and do not tell when it goes away.
 *
 * @throws BusError `unreachable`
 */
export const connectBus = async (options: {
  address: string | undefined;
  onSignal: (message: IncomingMessage) => void;
  /** The connection is lost; not called after `close`. */
  onLost: () => void;
}): Promise<BusConnection> => {
  const socket = await openBusSocket(options.address, connectTimeoutMs);
  const waiting = new Map<number, (message: IncomingMessage | BusError) => void>();
  let serial = 0;
  let ended = false;

  const end = (reason: BusError, isLoss: boolean): void => {
    if (ended) return;
    ended = true;
    socket.destroy();
    for (const settle of waiting.values()) settle(reason);
    waiting.clear();
    if (isLoss) options.onLost();
  };
  const lose = (): void => end(unreachable('it has gone away'), true);

  const take = (message: IncomingMessage): void => {
    if (message.kind === 'signal') return options.onSignal(message);
    if (message.kind !== 'reply' && message.kind !== 'error') return;
    waiting.get(message.replyTo)?.(message);
    waiting.delete(message.replyTo);
  };

  let chunks: Buffer[] = [];
  let length = 0;
  /** How many bytes must be there before it is worth looking. */
  let needed = 16;
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    try {
      let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks, length);
      for (;;) {
        needed = messageLength(bytes) ?? 16;
        if (needed > maximumMessage) return lose();
        if (bytes.length < needed) break;
        take(decodeMessage(bytes.subarray(0, needed)));
        bytes = bytes.subarray(needed);
      }
      chunks = [bytes];
      length = bytes.length;
    } catch {
      lose();
    }
  });
  socket.on('error', lose);
  socket.on('close', lose);
  socket.resume();

  const call: BusConnection['call'] = (target, method, signature, args) =>
    new Promise((resolve, reject) => {
      if (ended) return reject(unreachable('it has gone away'));
      serial = (serial % 0xffff_ffff) + 1;
      const own = serial;
      const bytes = encodeOrFail({ serial: own, target, method, signature, args });
      if (bytes instanceof BusError) return reject(bytes);
      const timer = setTimeout(() => {
        waiting.delete(own);
        reject(new BusError('org.freedesktop.DBus.Error.NoReply', `${target.service} does not answer`));
      }, callTimeoutMs);
      waiting.set(own, (message) => {
        clearTimeout(timer);
        if (message instanceof BusError) reject(message);
        else if (message.kind === 'error') reject(errorOf(message));
        else resolve(message.body);
      });
      socket.write(bytes);
    });

  const connection: BusConnection = { call, close: () => end(unreachable('it was closed'), false) };
  try {
    await call(busDaemon, 'Hello', '', []);
  } catch (error) {
    connection.close();
    throw unreachable(error instanceof Error ? error.message : String(error));
  }
  return connection;
};

const encodeOrFail = (given: {
  serial: number;
  target: BusTarget;
  method: string;
  signature: string;
  args: readonly unknown[];
}): Buffer | BusError => {
  const { target, method: member, serial, signature, args } = given;
  const { service: destination, path, interface: name } = target;
  try {
    return encodeCall({ serial, destination, path, interface: name, member, signature, args });
  } catch (error) {
    return new BusError(
      'org.freedesktop.DBus.Error.InvalidArgs',
      error instanceof Error ? error.message : String(error),
    );
  }
};

const errorOf = ({ errorName, body: [text] }: IncomingMessage): BusError =>
  new BusError(errorName, typeof text === 'string' ? text : errorName);
