import {
  closeControllerClient,
  createControllerClient,
  generateIdentity,
  register,
  type ControllerClient,
  type DeviceCredentials,
} from '@netloom/agent-protocol';

/** Runs `work` for 0 … count-1, at most `atOnce` at a time, and returns the results in order. */
export const inParallel = async <Result>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = Array.from({ length: count });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
};

/** Registers stand-in devices over the real protocol. */
export const registerDevices = async (
  client: ControllerClient,
  options: { sharedSecret: string; count: number; atOnce: number; seed?: number },
): Promise<DeviceCredentials[]> =>
  inParallel(options.count, options.atOnce, async (index) => {
    const identity = generateIdentity({ seed: options.seed ?? 1, index, prefix: 'bench' });
    const answer = await register(client, { identity, sharedSecret: options.sharedSecret });
    if (!answer.ok) throw new Error(`device ${index} was not registered: ${JSON.stringify(answer.error)}`);
    return { id: answer.value.credentials.id, key: answer.value.credentials.key };
  });

/** A client with as many connections as may be busy at once. */
export const openClient = (url: string, connections: number): ControllerClient =>
  createControllerClient({ url, connections });

export { closeControllerClient };
