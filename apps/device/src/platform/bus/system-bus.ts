import type { Logger } from '@netloom/server-kit';
import type { IncomingMessage } from './bus-message.ts';
import { unreachable } from './bus-error.ts';
import { busDaemon, connectBus, type BusConnection, type BusTarget } from './connect-bus.ts';

export { BusError } from './bus-error.ts';
export type { BusTarget } from './connect-bus.ts';
export type { Variant } from './write-values.ts';

/** A signal that was heard. */
export interface BusSignal {
  path: string;
  interface: string;
  member: string;
  /** Arguments as plain values: variants are unwrapped. */
  args: readonly unknown[];
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
   * `interface='org.bluez.Adapter1',path='/org/bluez/hci0'`; it may name `interface`, `member`, `path` and
   * `path_namespace`. Goes on after a reconnection.
   *
   * @throws BusError when the bus cannot be reached now.
   */
  listen(rule: string, listener: (signal: BusSignal) => void): Promise<() => Promise<void>>;
  close(): void;
}

const reconnectMs = 2000;

interface Subscription {
  rule: string;
  listener: (signal: BusSignal) => void;
}

/** A connection, and the rules by which it hears signals: each is told to the daemon once. */
interface Link {
  connection: BusConnection;
  rules: Map<string, Promise<unknown>>;
}

/** @param options.address of the bus, like `unix:path=/run/dbus/system_bus_socket`; undefined: the system's own. */
export const createSystemBus = (options: { address?: string | undefined; log: Logger }): SystemBus => {
  const { address, log } = options;
  const subscriptions = new Set<Subscription>();
  let link: Promise<Link> | undefined;
  let closed = false;
  let reconnectTimer: NodeJS.Timeout | undefined;

  const connect = async (onLost: () => void): Promise<Link> => {
    const connection = await connectBus({ address, onSignal: hear, onLost });
    const opened: Link = { connection, rules: new Map() };
    try {
      await Promise.all([...subscriptions].map(({ rule }) => addRule(opened, rule)));
    } catch (error) {
      connection.close();
      throw error;
    }
    return opened;
  };

  const open = (): Promise<Link> => {
    if (closed) return Promise.reject(unreachable('it was closed'));
    if (link === undefined) {
      const drop = (): void => {
        if (link === opening) link = undefined;
      };
      const opening: Promise<Link> = connect(() => {
        drop();
        log.warn('the system bus has gone away');
        reconnectSoon();
      });
      link = opening;
      opening.catch(drop);
    }
    return link;
  };

  /** Whoever listens gets the bus back without a call; others at their next one. */
  const reconnectSoon = (): void => {
    clearTimeout(reconnectTimer);
    if (closed || subscriptions.size === 0) return;
    reconnectTimer = setTimeout(() => void open().catch(reconnectSoon), reconnectMs);
    reconnectTimer.unref();
  };

  const hear = (message: IncomingMessage): void => {
    const signal = {
      path: message.path,
      interface: message.interface,
      member: message.member,
      args: message.body,
    };
    for (const { rule, listener } of subscriptions) {
      if (!fits(rule, signal)) continue;
      try {
        listener(signal);
      } catch (error) {
        log.error({ err: error }, 'a listener to the system bus failed');
      }
    }
  };

  const forget = async (subscription: Subscription): Promise<void> => {
    subscriptions.delete(subscription);
    const { rule } = subscription;
    if ([...subscriptions].some((other) => other.rule === rule)) return;
    const current = await link?.catch(() => undefined);
    if (current?.rules.delete(rule))
      await current.connection.call(busDaemon, 'RemoveMatch', 's', [matchRule(rule)]).catch(() => undefined);
  };

  const call: SystemBus['call'] = async (target, method, signature = '', args = []) =>
    (await open()).connection.call(target, method, signature, args);

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
      // Before the daemon is told, so that no signal is missed that comes right behind its answer.
      subscriptions.add(subscription);
      try {
        await addRule(await open(), rule);
      } catch (error) {
        subscriptions.delete(subscription);
        throw error;
      }
      return () => forget(subscription);
    },
    close: () => {
      closed = true;
      clearTimeout(reconnectTimer);
      subscriptions.clear();
      const closing = link;
      link = undefined;
      closing?.then(({ connection }) => connection.close()).catch(() => {});
    },
  };
};

const addRule = ({ connection, rules }: Link, rule: string): Promise<unknown> => {
  const known = rules.get(rule);
  if (known) return known;
  const adding = connection.call(busDaemon, 'AddMatch', 's', [matchRule(rule)]);
  rules.set(rule, adding);
  adding.catch(() => rules.delete(rule));
  return adding;
};

const matchRule = (rule: string): string => `type='signal',${rule}`;

const properties = (target: BusTarget): BusTarget => ({
  ...target,
  interface: 'org.freedesktop.DBus.Properties',
});

/** Whether a signal is meant by a rule: several rules share the one connection. */
const fits = (rule: string, signal: BusSignal): boolean =>
  [...rule.matchAll(/(interface|path|path_namespace|member)='([^']*)'/g)].every(([, key, value = '']) => {
    if (key === 'interface') return signal.interface === value;
    if (key === 'member') return signal.member === value;
    if (key === 'path') return signal.path === value;
    return value === '/' || `${signal.path}/`.startsWith(`${value}/`);
  });
