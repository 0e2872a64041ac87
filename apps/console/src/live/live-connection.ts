import { backOff } from './back-off.ts';
import { readLiveMessage, type LiveMessage } from './live-message.ts';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

/** The part of a browser's WebSocket that is used. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

/** Why the server ended a connection: nobody is logged in any more, or something has to be done before anything else. */
export type Refusal = 'unauthorized' | 'forbidden';

const refusals: Readonly<Record<number, Refusal>> = { 4401: 'unauthorized', 4403: 'forbidden' };

export interface LiveConnection {
  close(): void;
}

interface Options {
  open: () => LiveSocket;
  onState: (state: LiveState) => void;
  onMessage: (message: LiveMessage) => void;
  /** The server does not let this person listen any more: see `Refusal`. */
  onRefused: (refusal: Refusal) => void;
  /** Milliseconds between pings. A connection that answers none until the next one is given up. */
  pingEvery?: number;
  random?: () => number;
}

/** Keeps one WebSocket open: pings it, gives it up when it is silent, and opens it again with back-off. */
export const keepLive = ({
  open,
  onState,
  onMessage,
  onRefused,
  pingEvery = 25_000,
  random = Math.random,
}: Options): LiveConnection => {
  let closed = false;
  let attempt = 0;
  let socket: LiveSocket | undefined;
  let pinger: ReturnType<typeof setInterval> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const detach = (): void => {
    clearInterval(pinger);
    if (!socket) return;
    const old = socket;
    socket = undefined;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  };

  const lost = (): void => {
    detach();
    if (closed) return;
    attempt += 1;
    onState('reconnecting');
    retry = setTimeout(connect, backOff(attempt, random()));
  };

  const startPinging = (current: LiveSocket, heard: () => boolean): void => {
    pinger = setInterval(() => {
      if (!heard()) lost();
      else current.send('{"type":"ping"}');
    }, pingEvery);
  };

  function connect(): void {
    let heard = true;
    const current = open();
    socket = current;
    current.onopen = () => {
      attempt = 0;
      onState('live');
      startPinging(current, () => {
        const answered = heard;
        heard = false;
        return answered;
      });
    };
    current.onmessage = ({ data }) => {
      heard = true;
      const message = typeof data === 'string' ? readLiveMessage(data) : undefined;
      if (message) onMessage(message);
    };
    current.onclose = ({ code }) => {
      lost();
      const refusal = refusals[code];
      if (refusal) onRefused(refusal);
    };
  }

  onState('connecting');
  connect();
  return {
    close: () => {
      closed = true;
      clearTimeout(retry);
      detach();
    },
  };
};
