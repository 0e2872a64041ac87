import { startTestDevice } from '../../src/testing/index.ts';
import { startPrivateBus, type PrivateBus } from '../../src/testing/start-private-bus.ts';
import type { Stage } from './contract.ts';

/** A box with a system bus of its own. */
export interface BusStage extends Stage {
  bus: PrivateBus;
}

/** @param prepare puts others on the bus before the box starts */
export const startOnBus = async (prepare: (bus: PrivateBus) => Promise<unknown>): Promise<BusStage> => {
  const bus = await startPrivateBus();
  await prepare(bus);
  const device = await startTestDevice({ NETLOOM_SYSTEM_BUS_ADDRESS: bus.address });
  return {
    bus,
    device,
    stop: async () => {
      await device.stop();
      await bus.stop();
    },
  };
};
