import { Worker } from 'node:worker_threads';
import type { DeviceInputs, Rendered, SharedInputs } from './render-device.ts';

/** What the rendering thread is asked. */
export interface RenderRequest {
  number: number;
  shared: SharedInputs;
  devices: DeviceInputs[];
}

/** One answer for each device, in the same order: the archive, or why there is none. */
export interface RenderResponse {
  number: number;
  results: RenderResult[];
}

export type RenderResult = { rendered: Rendered } | { problem: string };

/** Renders away from the event loop. */
export interface RenderPool {
  /** Rejects when the thread dies or takes too long. */
  render(shared: SharedInputs, devices: DeviceInputs[]): Promise<RenderResult[]>;
  stop(): Promise<void>;
}

/** Longest time for one request, in milliseconds. */
const answerMs = 60_000;

/** One thread: the event loop keeps the other core. It is started when it is needed for the first time. */
export const createRenderPool = (): RenderPool => {
  const waiting = new Map<number, PromiseWithResolvers<RenderResult[]>>();
  let worker: Worker | undefined;
  let requests = 0;

  const fail = (failed: Worker, error: Error): void => {
    // One that was given up before may still say that it has ended.
    if (worker !== failed) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./render.worker.ts', import.meta.url), { name: 'render' });
    started.unref();
    started.on('message', ({ number, results }: RenderResponse) => {
      waiting.get(number)?.resolve(results);
      waiting.delete(number);
    });
    started.on('error', (error) => fail(started, error as Error));
    started.on('exit', (code) => fail(started, new Error(`the rendering thread ended with code ${code}`)));
    return started;
  };

  return {
    render: async (shared, devices) => {
      worker ??= start();
      const current = worker;
      const number = ++requests;
      const answer = Promise.withResolvers<RenderResult[]>();
      waiting.set(number, answer);
      const timer = setTimeout(() => {
        fail(current, new Error(`rendering took longer than ${answerMs} ms`));
        void current.terminate();
      }, answerMs);
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        current.postMessage({ number, shared, devices } satisfies RenderRequest);
        return await answer.promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(number);
      }
    },
    stop: async () => {
      const last = worker;
      if (!last) return;
      fail(last, new Error('the controller stops'));
      await last.terminate();
    },
  };
};
