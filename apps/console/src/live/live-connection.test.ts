import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepLive, type LiveSocket, type LiveState, type Refusal } from './live-connection.ts';
import type { LiveMessage } from './live-message.ts';

interface TestSocket extends LiveSocket {
  sent: string[];
  closed: boolean;
}

const setUp = () => {
  const sockets: TestSocket[] = [];
  const states: LiveState[] = [];
  const messages: LiveMessage[] = [];
  const refusals: Refusal[] = [];
  const connection = keepLive({
    open: () => {
      const socket: TestSocket = {
        sent: [],
        closed: false,
        send: (text) => socket.sent.push(text),
        close: () => {
          socket.closed = true;
        },
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      sockets.push(socket);
      return socket;
    },
    onState: (state) => states.push(state),
    onMessage: (message) => messages.push(message),
    onRefused: (refusal) => refusals.push(refusal),
    pingEvery: 10_000,
    random: () => 0,
  });
  const socket = (index: number): TestSocket => {
    const found = sockets[index];
    if (!found) throw new Error(`no socket ${index}`);
    return found;
  };
  return { connection, sockets, socket, states, messages, refusals };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('tells when it is live and hands on what it hears', () => {
  const { socket, states, messages } = setUp();
  socket(0).onopen?.();
  socket(0).onmessage?.({ data: '{"type":"hello"}' });
  socket(0).onmessage?.({ data: 'noise' });
  expect(states).toEqual(['connecting', 'live']);
  expect(messages).toEqual([{ type: 'hello' }]);
});

test('comes back after a loss, later each time, and at once again after a success', () => {
  const { socket, sockets, states } = setUp();
  socket(0).onclose?.({ code: 1006 });
  vi.advanceTimersByTime(499);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
  socket(1).onclose?.({ code: 1006 });
  vi.advanceTimersByTime(999);
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(1);
  socket(2).onopen?.();
  socket(2).onclose?.({ code: 1006 });
  vi.advanceTimersByTime(500);
  expect(sockets).toHaveLength(4);
  expect(states).toEqual(['connecting', 'reconnecting', 'reconnecting', 'live', 'reconnecting']);
});

test('gives up a connection that answers no ping', () => {
  const { socket, sockets } = setUp();
  socket(0).onopen?.();
  vi.advanceTimersByTime(10_000);
  expect(socket(0).sent).toEqual(['{"type":"ping"}']);
  socket(0).onmessage?.({ data: '{"type":"pong"}' });
  vi.advanceTimersByTime(10_000);
  expect(socket(0).closed).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(socket(0).closed).toBe(true);
  vi.advanceTimersByTime(500);
  expect(sockets).toHaveLength(2);
});

test('stays closed once closed', () => {
  const { connection, socket, sockets } = setUp();
  socket(0).onopen?.();
  connection.close();
  expect(socket(0).closed).toBe(true);
  vi.advanceTimersByTime(120_000);
  expect(sockets).toHaveLength(1);
});

test('tells why the server does not let it listen any more', () => {
  const { socket, refusals } = setUp();
  socket(0).onopen?.();
  socket(0).onclose?.({ code: 1012 });
  vi.advanceTimersByTime(500);
  socket(1).onclose?.({ code: 4401 });
  vi.advanceTimersByTime(1000);
  socket(2).onclose?.({ code: 4403 });
  expect(refusals).toEqual(['unauthorized', 'forbidden']);
});
