import { askIp } from '../../adapters/ip-json.ts';
import type { RunCommand } from '../../platform/commands/run-command.ts';

/** The neighbour through which everything else is reached. */
export interface Gateway {
  address: string;
  interface: string;
}

/** The gateway of the first default route that has one. @throws CommandError */
export const findGateway = async (run: RunCommand, ip: string): Promise<Gateway | undefined> => {
  for (const route of await askIp(run, ip, ['route', 'show', 'default'])) {
    const { gateway, dev } = route;
    if (typeof gateway === 'string' && typeof dev === 'string') return { address: gateway, interface: dev };
  }
  return undefined;
};
