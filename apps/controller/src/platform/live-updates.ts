import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { unauthorized, type EventBus } from '@netloom/server-kit';
import type { Authentication } from './authentication.ts';
import type { Caller } from './caller.ts';
import type { LiveChange, Realtime } from './realtime.ts';
import { includes, managedScope, type Scope } from './tenancy.ts';

declare module '@netloom/server-kit' {
  interface Events {
    /** An object changed that consoles show. Travels between processes: a console may be connected to another one. */
    'console.changed': LiveChange;
  }
}

/** What is folded into one message waits this long, in milliseconds. */
const foldMs = 250;
/** Beyond this many changes in one message a console is told to ask again instead. */
const mostChanges = 500;
/** A console that does not read for so many bytes is disconnected; it comes back and asks again. */
const mostBufferedBytes = 1_048_576;
const pingMs = 30_000;

interface Listener {
  socket: WebSocket;
  userId: string;
  scope: Scope;
  alive: boolean;
}

/** The live channel of the consoles, `/ws/v1/live`: see the interface `Realtime`. */
export interface LiveUpdates extends Realtime {
  /** Registers the route. */
  register(http: FastifyInstance, auth: Authentication): Promise<void>;
  close(): void;
}

export const createLiveUpdates = (events: EventBus): LiveUpdates => {
  const listeners = new Set<Listener>();
  let waiting = new Map<string, LiveChange>();
  let flushTimer: NodeJS.Timeout | undefined;
  let pingTimer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    flushTimer = undefined;
    const changes = [...waiting.values()];
    waiting = new Map();
    for (const listener of listeners) {
      const visible = changes.filter((change) => isVisible(listener.scope, change));
      if (visible.length > 0) {
        send(
          listener,
          visible.length > mostChanges ? reloads(visible) : [toMessage(visible, listener.scope)],
        );
      }
    }
  };

  const send = ({ socket }: Listener, messages: object[]): void => {
    if (socket.bufferedAmount > mostBufferedBytes) return socket.terminate();
    for (const message of messages) socket.send(JSON.stringify(message));
  };

  const checkAlive = (): void => {
    for (const listener of listeners) {
      if (!listener.alive) listener.socket.terminate();
      listener.alive = false;
      listener.socket.ping();
    }
  };

  const welcome = (socket: WebSocket, caller: Caller): void => {
    const listener: Listener = { socket, userId: caller.userId, scope: managedScope(caller), alive: true };
    listeners.add(listener);
    pingTimer ??= setInterval(checkAlive, pingMs).unref();
    socket.on('pong', () => (listener.alive = true));
    socket.on('message', (data, isBinary) => {
      if (!isBinary && String(data) === '{"type":"ping"}') send(listener, [{ type: 'pong' }]);
    });
    socket.on('close', () => listeners.delete(listener));
    socket.on('error', () => socket.terminate());
    send(listener, [{ type: 'hello' }]);
  };

  events.on('console.changed', (change) => {
    if (listeners.size === 0) return;
    const key = `${change.kind} ${change.id}`;
    waiting.set(key, fold(waiting.get(key), change));
    flushTimer ??= setTimeout(flush, foldMs);
  });

  return {
    changed: (change) => events.emit('console.changed', change),
    reconnect: (userId) => {
      for (const listener of listeners) {
        if (userId === undefined || listener.userId === userId)
          listener.socket.close(1012, 'rights have changed');
      }
    },
    register: async (http, auth) => {
      await http.register(websocket, { options: { maxPayload: 4096 } });
      http.get(
        '/ws/v1/live',
        {
          websocket: true,
          schema: { hide: true },
          preValidation: async (request) => {
            const caller = await auth.require(request);
            // A page of another site must not listen with the visitor's cookie.
            const { origin, host } = request.headers;
            if (caller.via === 'session' && origin !== undefined && new URL(origin).host !== host)
              throw unauthorized();
          },
        },
        async (socket, request) => welcome(socket, await auth.require(request)),
      );
    },
    close: () => {
      clearTimeout(flushTimer);
      clearInterval(pingTimer);
      for (const { socket } of listeners) socket.close(1001, 'the server stops');
    },
  };
};

/** Two changes of one object become one: the later action, unless it was just created, and the fields of both. */
const fold = (earlier: LiveChange | undefined, later: LiveChange): LiveChange => {
  if (!earlier || later.action === 'deleted') return later;
  return {
    ...later,
    action: earlier.action === 'created' ? 'created' : later.action,
    patch: { ...earlier.patch, ...later.patch },
  };
};

const isVisible = (scope: Scope, change: LiveChange): boolean =>
  'organizationIds' in change
    ? scope.kind === 'everything' || change.organizationIds.some((id) => includes(scope, id))
    : includes(scope, change.organizationId);

/** Nobody is told of organizations that they do not see. */
const organizationsOf = (scope: Scope, change: LiveChange): object =>
  'organizationIds' in change
    ? { organization: null, organizations: change.organizationIds.filter((id) => includes(scope, id)) }
    : { organization: change.organizationId };

const toMessage = (changes: LiveChange[], scope: Scope): object => ({
  type: 'changes',
  changes: changes.map((change) => ({
    kind: change.kind,
    id: change.id,
    ...organizationsOf(scope, change),
    action: change.action,
    patch: change.patch ?? {},
  })),
});

const reloads = (changes: LiveChange[]): object[] =>
  [...new Set(changes.map((change) => change.kind))].map((kind) => ({ type: 'reload', kind }));
