import type { DeviceContext } from '../../platform/device-context.ts';
import { createLock } from '../../platform/lock.ts';
import type { FleetAgent } from './fleet-agent.ts';
import { notJoined, type FleetState } from './fleet-state.ts';
import { createMembershipStore } from './membership-store.ts';
import type { Membership } from './membership.ts';
import type { Monitoring } from './monitoring/start-monitoring.ts';

/** The membership of this box in a fleet, as the rest of the service sees it. */
export interface Fleet {
  state(): FleetState;
  /** False when the box has joined one already. */
  join(wish: Pick<Membership, 'url' | 'sharedSecret' | 'verifyTls' | 'tags'>): Promise<boolean>;
  /** False when there is none to leave. */
  leave(): Promise<boolean>;
  /** False when there is nobody to ask. */
  poll(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const createFleet = (context: DeviceContext): Fleet => {
  const store = createMembershipStore(context);
  let member: { agent: FleetAgent; monitoring: Monitoring } | undefined;

  const begin = async (membership: Membership): Promise<void> => {
    // Loaded by members only: the client of the controller takes a fifth of the memory of an idle service.
    const [{ startFleetAgent }, { startMonitoring }] = await Promise.all([
      import('./fleet-agent.ts'),
      import('./monitoring/start-monitoring.ts'),
    ]);
    const agent = startFleetAgent(context, store, membership);
    member = { agent, monitoring: startMonitoring(context, () => agent.membership()) };
  };
  // Leaving may take a while: what is being applied is restored first.
  const inTurn = createLock();
  let unreadable: string | undefined;
  const end = async (): Promise<void> => {
    const ending = member;
    member = undefined;
    await Promise.all([ending?.agent.stop(), ending?.monitoring.stop()]);
  };

  return {
    state: () => member?.agent.state() ?? { ...notJoined, problem: unreadable ?? null },
    join: (wish) =>
      inTurn(async () => {
        if (member !== undefined) return false;
        await store.save(wish);
        unreadable = undefined;
        await begin(wish);
        return true;
      }),
    leave: () =>
      inTurn(async () => {
        if (member === undefined) return false;
        await end();
        await store.forget();
        return true;
      }),
    poll: () => {
      member?.agent.poll();
      return member !== undefined;
    },
    start: () =>
      inTurn(async () => {
        try {
          const membership = await store.load();
          if (membership !== undefined) await begin(membership);
        } catch (error) {
          unreadable = 'the membership in the fleet cannot be read: join again';
          context.log.error({ err: error }, unreadable);
        }
      }),
    stop: () => inTurn(end),
  };
};
