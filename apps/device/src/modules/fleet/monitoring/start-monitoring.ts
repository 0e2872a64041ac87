import { setTimeout as sleep } from 'node:timers/promises';
import {
  closeControllerClient,
  createControllerClient,
  describeProtocolError,
  emptyBacklog,
  nextDelivery,
  sendMonitoringData,
  settleDelivery,
  storeSnapshot,
} from '@netloom/agent-protocol';
import type { DeviceContext } from '../../../platform/device-context.ts';
import type { Membership } from '../membership.ts';
import { collectHealth } from './collect-health.ts';

export interface Monitoring {
  stop(): Promise<void>;
}

const firstPauseMs = 5000;

/**
 * Takes the health of the box at regular times and tells the controller; what it cannot be told now is kept, and told
 * later (monitoring, section 5.1). A controller without monitoring answers 404, which is no error for the box: the
 * document is dropped.
 */
export const startMonitoring = (context: DeviceContext, membership: () => Membership): Monitoring => {
  const { settings, log, clock } = context;
  const stopping = new AbortController();
  const { signal } = stopping;
  const { url, verifyTls } = membership();
  const client = createControllerClient({ url, verifyTls, keepAlive: false });
  let backlog = emptyBacklog;

  const deliver = async (): Promise<void> => {
    for (;;) {
      const { credentials } = membership();
      const delivery = nextDelivery(backlog);
      if (credentials === undefined || delivery === undefined || signal.aborted) return;
      const { snapshot, current } = delivery;
      const result = await sendMonitoringData(client, { credentials, snapshot, current }, signal);
      if (!result.ok) {
        log.debug(`health was not delivered: ${describeProtocolError(result.error)}`);
        if (result.error.kind === 'status' && result.error.status === 404) {
          backlog = { ...backlog, snapshots: backlog.snapshots.filter((stored) => stored !== snapshot) };
          continue;
        }
      }
      const verdict = settleDelivery(backlog, snapshot, result, { random: Math.random, agentRunning: true });
      ({ backlog } = verdict);
      if (!result.ok && verdict.pauseMs === 0 && backlog.snapshots.includes(snapshot)) return;
      await sleep(verdict.pauseMs, undefined, { signal });
    }
  };

  const live = async (): Promise<void> => {
    if (settings.fleetMonitoringSeconds === 0) return;
    await sleep(Math.min(firstPauseMs, settings.fleetMonitoringSeconds * 1000), undefined, { signal });
    for (;;) {
      const next = sleep(settings.fleetMonitoringSeconds * 1000, undefined, { signal });
      next.catch(() => {});
      if (membership().credentials !== undefined) {
        const time = clock().getTime();
        const document = JSON.stringify(await collectHealth(context));
        backlog = storeSnapshot(backlog, { time, document }, settings.fleetBacklogBytes);
        await deliver();
      }
      await next;
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        return await live();
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error }, 'the health of the box could not be taken');
        await sleep(settings.fleetMonitoringSeconds * 1000, undefined, { signal }).catch(() => {});
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await closeControllerClient(client);
      await running;
    },
  };
};
