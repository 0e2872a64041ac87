import { createRequire } from 'node:module';
import type { Logger } from '@netloom/server-kit';
import type * as DBusLibrary from 'dbus-next';
import { plainValue } from './plain-value.ts';

/** An object of another program on the bus, seen through one of its interfaces. */
export interface BusTarget {
  service: string;
  path: string;
  interface: string;
}

/** A signal that was heard. */
export interface BusSignal {
  path: string;
  interface: string;
  member: string;
  /** Arguments as plain values: variants are unwrapped. */
  args: readonly unknown[];
}

/** A call that failed: `busName` is the D-Bus error name, or `unreachable` when there is no bus. */
export class BusError extends Error {
  override name = 'BusError';
  readonly busName: string;

  constructor(busName: string, message: string) {
    super(message);
    this.busName = busName;
  }
}

/** The D-Bus system bus: connected at the first use, and again after it went away. */
export interface SystemBus {
  /**
   * Calls a method; the results as plain values (variants unwrapped, `ay` as Uint8Array, 64-bit numbers as bigint).
   * `args` are in the types of `signature`; where it has a variant, give a `Variant`.
   *
   * @throws BusError
   */
  call(target: BusTarget, method: string, signature?: string, args?: readonly unknown[]): Promise<unknown[]>;
  /** Reads a property. @throws BusError */
  get(target: BusTarget, property: string): Promise<unknown>;
  /** Reads all properties. @throws BusError */
  getAll(target: BusTarget): Promise<Readonly<Record<string, unknown>>>;
  /** Writes a property of the type `signature`. @throws BusError */
  set(target: BusTarget, property: string, signature: string, value: unknown): Promise<void>;
  /**
   * Hears the signals that fit until the returned function is called. `rule` is the tail of a match rule, like
   * `interface='org.bluez.Adapter1',path='/org/bluez/hci0'`. Goes on after a reconnection.
   *
   * @throws BusError when the bus cannot be reached now.
   */
  listen(rule: string, listener: (signal: BusSignal) => void): Promise<() => Promise<void>>;
  close(): void;
}

/** A value with its type, for places where a signature has `v`. */
export type Variant = { readonly signature: string; readonly value: unknown };

const callTimeoutMs = 25_000;

type Library = typeof DBusLibrary;
type MessageBus = DBusLibrary.MessageBus;
type BusMessage = DBusLibrary.Message;

interface Connection {
  bus: MessageBus;
  library: Library;
  /** Rejects when the connection is lost, so that nobody waits for an answer that cannot come. */
  lost: Promise<never>;
}

/** Loaded when it is used: a box without a bus needs no client of it. */
const loadLibrary = (): Library => createRequire(import.meta.url)('dbus-next') as Library;

interface Subscription {
  rule: string;
  listener: (signal: BusSignal) => void;
}

/**
 * @param address of the bus, like `unix:path=/run/dbus/system_bus_socket`; undefined: the system's own. Messages are
 * sent as such, without proxy objects: those of the library introspect at each use and leave match rules behind.
 */
export const createSystemBus = (options: { address?: string | undefined; log: Logger }): SystemBus => {
  const { log } = options;
  const subscriptions = new Set<Subscription>();
  let connection: Promise<Connection> | undefined;

  const connect = async (): Promise<Connection> => {
    const library = loadLibrary();
    const bus =
      options.address === undefined
        ? library.systemBus()
        : library.sessionBus({ busAddress: options.address });
    await new Promise<void>((resolve, reject) => {
      bus.once('connect', resolve);
      bus.once('error', (error: unknown) => reject(unreachable(error)));
    });
    const current = connection;
    let endWaiting: (reason: BusError) => void = () => {};
    const lost = new Promise<never>((_resolve, reject) => (endWaiting = reject));
    lost.catch(() => {});
    const lose = (error: unknown): void => {
      endWaiting(new BusError('unreachable', 'the system bus has gone away'));
      if (connection !== current) return;
      connection = undefined;
      log.warn({ err: error instanceof Error ? error : undefined }, 'the system bus has gone away');
      if (subscriptions.size > 0) reconnectSoon();
    };
    bus.on('error', lose);
    streamOf(bus)?.on('close', lose);
    bus.on('message', (message: BusMessage) => {
      if (message.type === library.MessageType.SIGNAL) hear(message);
    });
    const opened = { bus, library, lost };
    for (const { rule } of subscriptions) await send(opened, daemon, 'AddMatch', 's', [matchRule(rule)]);
    return opened;
  };

  const open = (): Promise<Connection> => {
    if (connection === undefined) {
      const opening = connect();
      connection = opening;
      opening.catch(() => {
        if (connection === opening) connection = undefined;
      });
    }
    return connection;
  };

  let reconnectTimer: NodeJS.Timeout | undefined;
  const reconnectSoon = (): void => {
    clearTimeout(reconnectTimer);
    reconnectTimer = setTimeout(() => {
      open().catch(() => {
        if (subscriptions.size > 0) reconnectSoon();
      });
    }, 2000);
    reconnectTimer.unref();
  };

  const hear = (message: BusMessage): void => {
    const signal: BusSignal = {
      path: message.path ?? '',
      interface: message.interface ?? '',
      member: message.member ?? '',
      args: (message.body as unknown[]).map(plainValue),
    };
    for (const { rule, listener } of subscriptions) if (fits(rule, signal)) listener(signal);
  };

  const call: SystemBus['call'] = async (target, method, signature = '', args = []) =>
    send(await open(), target, method, signature, args);

  const properties = (target: BusTarget): BusTarget => ({
    ...target,
    interface: 'org.freedesktop.DBus.Properties',
  });

  return {
    call,
    get: async (target, property) =>
      (await call(properties(target), 'Get', 'ss', [target.interface, property]))[0],
    getAll: async (target) =>
      (await call(properties(target), 'GetAll', 's', [target.interface]))[0] as Record<string, unknown>,
    set: async (target, property, signature, value) => {
      await call(properties(target), 'Set', 'ssv', [target.interface, property, { signature, value }]);
    },
    listen: async (rule, listener) => {
      const subscription = { rule, listener };
      const current = await open();
      await send(current, daemon, 'AddMatch', 's', [matchRule(rule)]);
      subscriptions.add(subscription);
      return async () => {
        subscriptions.delete(subscription);
        if (connection !== undefined)
          await call(daemon, 'RemoveMatch', 's', [matchRule(rule)]).catch(() => undefined);
      };
    },
    close: () => {
      clearTimeout(reconnectTimer);
      subscriptions.clear();
      const closing = connection;
      connection = undefined;
      closing?.then(({ bus }) => bus.disconnect()).catch(() => {});
    },
  };
};

const daemon: BusTarget = {
  service: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

const matchRule = (rule: string): string => `type='signal',${rule}`;

/** Whether a signal is meant by a rule: several rules share the one connection. */
const fits = (rule: string, signal: BusSignal): boolean =>
  [...rule.matchAll(/(interface|path|path_namespace|member)='([^']*)'/g)].every(([, key, value = '']) => {
    if (key === 'interface') return signal.interface === value;
    if (key === 'member') return signal.member === value;
    return key === 'path' ? signal.path === value : `${signal.path}/`.startsWith(`${value}/`);
  });

const unreachable = (error: unknown): BusError =>
  new BusError(
    'unreachable',
    `the system bus cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
  );

const send = async (
  { bus, library, lost }: Connection,
  target: BusTarget,
  method: string,
  signature: string,
  args: readonly unknown[],
): Promise<unknown[]> => {
  const message = new library.Message({
    destination: target.service,
    path: target.path,
    interface: target.interface,
    member: method,
    signature,
    body: args.map((arg) => withVariants(library, arg)),
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new BusError('org.freedesktop.DBus.Error.NoReply', `${target.service} does not answer`)),
      callTimeoutMs,
    );
  });
  try {
    const reply = await Promise.race([bus.call(message), late, lost]);
    return ((reply?.body ?? []) as unknown[]).map(plainValue);
  } catch (error) {
    if (error instanceof BusError) throw error;
    const { type, text, message: said } = error as { type?: string; text?: string; message?: string };
    if (type === undefined) throw unreachable(error);
    throw new BusError(type, text ?? said ?? type);
  } finally {
    clearTimeout(timer);
  }
};

const isVariant = (value: unknown): value is Variant =>
  typeof value === 'object' && value !== null && 'signature' in value && 'value' in value;

/** Makes the library's variants of ours, at any depth. */
const withVariants = (library: Library, value: unknown): unknown => {
  if (isVariant(value)) return new library.Variant(value.signature, withVariants(library, value.value));
  if (Array.isArray(value)) return value.map((item) => withVariants(library, item));
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withVariants(library, item)]));
  return value;
};

/** The library does not tell when its socket closes; the stream below does. */
const streamOf = (bus: MessageBus): NodeJS.EventEmitter | undefined =>
  (bus as unknown as { _connection?: { stream?: NodeJS.EventEmitter } })._connection?.stream;
