import { parentPort } from 'node:worker_threads';
import { ConfigurationError } from '@netloom/netjson-config';
import { explainInvalid, renderDevice } from './render-device.ts';
import type { RenderRequest, RenderResponse, RenderResult } from './render-pool.ts';

const tryToRender = (
  shared: RenderRequest['shared'],
  device: RenderRequest['devices'][number],
): RenderResult => {
  try {
    return { rendered: renderDevice(shared, device) };
  } catch (error) {
    return { problem: error instanceof ConfigurationError ? explainInvalid(error) : String(error) };
  }
};

parentPort?.on('message', ({ number, shared, devices }: RenderRequest) => {
  const results = devices.map((device) => tryToRender(shared, device));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ number, results } satisfies RenderResponse);
});
