import { BusError, unreachable } from './bus-error.ts';
import { decodeMessage, encodeCall, messageLength, type IncomingMessage } from './bus-message.ts';
import { openBusSocket } from './open-bus-socket.ts';

const connectTimeoutMs = 5000;
const callTimeoutMs = 25_000;
/** Calls that wait for an answer at the same time; the daemon allows 128, and refuses those beyond. */
const maximumWaiting = 64;
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
  const waiting = new Map<number, (answer: IncomingMessage | BusError) => void>();
  /** Calls that wait for their turn. */
  const queue: (() => void)[] = [];
  let serial = 0;
  let ended = false;

  const end = (reason: BusError, isLoss: boolean): void => {
    if (ended) return;
    ended = true;
    socket.destroy();
    const queued = queue.splice(0);
    for (const call of waiting.keys()) settle(call, reason);
    for (const start of queued) start();
    if (isLoss) options.onLost();
  };
  const lose = (): void => end(unreachable('it has gone away'), true);

  /** Ends a call, and lets the next one go. */
  const settle = (call: number, answer: IncomingMessage | BusError): void => {
    const finish = waiting.get(call);
    waiting.delete(call);
    finish?.(answer);
    if (waiting.size < maximumWaiting) queue.shift()?.();
  };

  const take = (message: IncomingMessage): void => {
    if (message.kind === 'signal') return options.onSignal(message);
    if (message.kind === 'reply' || message.kind === 'error') settle(message.replyTo, message);
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
      const start = (): void => {
        if (ended) return endCall(unreachable('it has gone away'));
        serial = (serial % 0xffff_ffff) + 1;
        const own = serial;
        const bytes = encodeOrFail({ serial: own, target, method, signature, args });
        if (bytes instanceof BusError) return endCall(bytes);
        const timer = setTimeout(
          () => settle(own, new BusError(noReply, `${target.service} does not answer`)),
          callTimeoutMs,
        );
        waiting.set(own, (answer) => {
          clearTimeout(timer);
          if (answer instanceof BusError) reject(answer);
          else if (answer.kind === 'error') reject(errorOf(answer));
          else resolve(answer.body);
        });
        socket.write(bytes);
      };
      /** Ends a call that was not sent. */
      const endCall = (error: BusError): void => {
        reject(error);
        queue.shift()?.();
      };
      if (waiting.size < maximumWaiting) start();
      else queue.push(start);
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

const noReply = 'org.freedesktop.DBus.Error.NoReply';

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
