import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { forbidden, HttpError, type EventBus } from '@netloom/server-kit';
import { isPermitted, type Authentication } from './authentication.ts';
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

/** Why a connection is closed by the server, besides the codes of the protocol (RFC 6455, section 7.4). */
const closeCodes = {
  /** What it was opened with, a session or a token, has ended: log in again. */
  unauthorized: 4401,
  /** Something has to be done before anything else may be; the REST API says what. */
  forbidden: 4403,
  /** It is not known whether the listener may hear more: come back later. */
  tryAgainLater: 1013,
};

interface Listener {
  socket: WebSocket;
  /** As of the last time that somebody asked. */
  caller: Caller;
  /** The caller as of now. @throws HttpError when what the connection was opened with does not hold any more. */
  stillCaller: () => Promise<Caller>;
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

  /** Sends what has happened. What happens meanwhile waits for the next round, so that nothing overtakes. */
  const flush = async (): Promise<void> => {
    const changes = [...waiting.values()];
    waiting = new Map();
    await Promise.all([...listeners].map((listener) => tell(listener, changes)));
    flushTimer = waiting.size > 0 ? startTimer() : undefined;
  };

  const startTimer = (): NodeJS.Timeout => setTimeout(() => void flush(), foldMs);

  const tell = async (listener: Listener, changes: readonly LiveChange[]): Promise<void> => {
    // Before and after: asking again costs little, but not nothing.
    if (visibleTo(listener.caller, changes).length === 0 || !(await mayStay(listener))) return;
    const visible = visibleTo(listener.caller, changes);
    if (visible.length === 0) return;
    const scope = managedScope(listener.caller);
    send(listener, visible.length > mostChanges ? reloads(visible) : [toMessage(visible, scope)]);
  };

  /** Finds out what the listener may hear now. A listener who may not listen any more is disconnected. */
  const mayStay = async (listener: Listener): Promise<boolean> => {
    try {
      listener.caller = await listener.stillCaller();
      return listeners.has(listener);
    } catch (error) {
      disconnect(listener, error);
      return false;
    }
  };

  const disconnect = (listener: Listener, error: unknown): void => {
    listeners.delete(listener);
    const status = error instanceof HttpError ? error.status : undefined;
    if (status === 401) listener.socket.close(closeCodes.unauthorized, 'log in again');
    else if (status === 403) listener.socket.close(closeCodes.forbidden, 'the API says what is to be done');
    else listener.socket.close(closeCodes.tryAgainLater, 'try again later');
  };

  const send = ({ socket }: Listener, messages: object[]): void => {
    if (socket.bufferedAmount > mostBufferedBytes) return socket.terminate();
    for (const message of messages) socket.send(JSON.stringify(message));
  };

  const checkAll = (): void => {
    for (const listener of listeners) {
      if (!listener.alive) listener.socket.terminate();
      listener.alive = false;
      listener.socket.ping();
      void mayStay(listener);
    }
  };

  const welcome = (socket: WebSocket, caller: Caller, stillCaller: Listener['stillCaller']): void => {
    const listener: Listener = { socket, caller, stillCaller, alive: true };
    listeners.add(listener);
    pingTimer ??= setInterval(checkAll, pingMs).unref();
    socket.on('pong', () => (listener.alive = true));
    socket.on('message', (data, isBinary) => {
      if (!isBinary && String(data) === '{"type":"ping"}') send(listener, [{ type: 'pong' }]);
    });
    socket.on('close', () => listeners.delete(listener));
    socket.on('error', () => socket.terminate());
    send(listener, [{ type: 'hello' }]);
  };

  events.on('console.changed', (change) => {
    if (listeners.size === 0 || !saysWhoMayView(change)) return;
    const key = `${change.kind} ${change.id}`;
    waiting.set(key, fold(waiting.get(key), change));
    flushTimer ??= startTimer();
  });

  return {
    changed: (change) => events.emit('console.changed', change),
    reconnect: (userId) => {
      for (const listener of listeners) {
        if (userId === undefined || listener.caller.userId === userId)
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
            if (caller.via === 'session' && isForeign(request))
              throw forbidden('Origin checking failed: this site may not listen.');
          },
        },
        async (socket, request) =>
          welcome(socket, await auth.require(request), () => auth.requireStill(request)),
      );
    },
    close: () => {
      clearTimeout(flushTimer);
      clearInterval(pingTimer);
      for (const { socket } of listeners) socket.close(1001, 'the server stops');
    },
  };
};

/** False for messages of an older process of the same installation: nobody hears of them. */
const saysWhoMayView = (change: LiveChange): boolean => 'permission' in change;

/** Two changes of one object become one: the later action, unless it was just created, and the fields of both. */
const fold = (earlier: LiveChange | undefined, later: LiveChange): LiveChange => {
  if (!earlier || later.action === 'deleted') return later;
  return {
    ...later,
    action: earlier.action === 'created' ? 'created' : later.action,
    patch: { ...earlier.patch, ...later.patch },
  };
};

/** Those of the changes that the caller may hear of: by what the REST API would show. */
const visibleTo = (caller: Caller, changes: readonly LiveChange[]): LiveChange[] => {
  const scope = managedScope(caller);
  return changes.filter(
    (change) => isWithin(scope, change) && isPermitted(caller, change.permission, 'view'),
  );
};

const isWithin = (scope: Scope, change: LiveChange): boolean =>
  'organizationIds' in change
    ? scope.kind === 'everything' || change.organizationIds.some((id) => includes(scope, id))
    : includes(scope, change.organizationId);

/** True when a page of another site asks. Pages without a name, such as those in a sandbox, say `null`. */
const isForeign = ({ headers: { origin, host } }: FastifyRequest): boolean =>
  origin !== undefined && URL.parse(origin)?.host !== host;

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
