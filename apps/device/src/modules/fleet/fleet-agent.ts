import { setTimeout as sleep } from 'node:timers/promises';
import {
  backOffDelay,
  closeControllerClient,
  createControllerClient,
  describeProtocolError,
  downloadConfig,
  fetchChecksum,
  register,
  reportStatus,
  updateInfo,
  type ControllerClient,
  type DeviceIdentity,
  type ProtocolError,
  type StatusReport,
} from '@netloom/agent-protocol';
import type { DeviceContext } from '../../platform/device-context.ts';
import { applyConfig } from './apply/apply-config.ts';
import { chooseApplier } from './apply/choose-applier.ts';
import { readLinuxConfig } from './apply/linux-config.ts';
import type { NetworkApplier } from './apply/network-applier.ts';
import { readBoxIdentity } from './box-identity.ts';
import { changeConfig, undoPending } from './change-config.ts';
import { notJoined, type FleetPhase, type FleetState } from './fleet-state.ts';
import type { Membership } from './membership.ts';
import type { MembershipStore } from './membership-store.ts';

/** The backend whose configurations this box applies. */
export const linuxBackend = 'netloom.Linux';

/** Keeps the box in step with its controller until it is stopped. */
export interface FleetAgent {
  state(): FleetState;
  membership(): Membership;
  /** Asks the controller now. */
  poll(): void;
  stop(): Promise<void>;
}

const attempts = 5;
const attemptPause = { initialMs: 2000, maximumMs: 15_000, jitter: 0.5 };
/** As many answers of 404 in a row mean that the controller does not know the box any more. */
const removedAfter = 3;

const isNotFound = (error: ProtocolError): boolean => error.kind === 'status' && error.status === 404;

export const startFleetAgent = (
  context: DeviceContext,
  store: MembershipStore,
  joined: Membership,
): FleetAgent => {
  const { settings, log, clock } = context;
  let membership = joined;
  let state: FleetState = notJoined;
  /** A configuration that failed is not tried again until the controller has another, or the service starts anew. */
  let refusedChecksum: string | undefined;
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake = new AbortController();

  const client = createControllerClient({
    url: joined.url,
    verifyTls: joined.verifyTls,
    // The address that a connection was opened from may be gone after a change: each call opens one of its own.
    keepAlive: false,
  });

  const tell = (changes: Partial<FleetState>): void => {
    state = {
      ...state,
      url: membership.url,
      device_id: membership.credentials?.id ?? null,
      name: membership.name ?? null,
      applied_checksum: membership.applied?.checksum ?? null,
      applied_at: membership.applied?.appliedAt ?? null,
      ...changes,
    };
  };
  const enter = (phase: FleetPhase, problem: string | null = null): void => tell({ phase, problem });
  const reached = (): void => tell({ last_contact: clock().toISOString(), problem: null });
  const pause = (milliseconds: number): Promise<void> =>
    sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, wake.signal]) }).catch(() => {
      if (!signal.aborted) wake = new AbortController();
    });

  /** True when the controller has accepted the box. */
  const join = async (identity: DeviceIdentity): Promise<boolean> => {
    enter('registering');
    const request = { identity, sharedSecret: membership.sharedSecret, backend: linuxBackend };
    const result = await register(client, request, signal);
    if (!result.ok) {
      const problem = describeProtocolError(result.error);
      log.warn(`joining the fleet failed: ${problem}`);
      enter(result.error.kind === 'refused' ? 'refused' : 'unreachable', problem);
      return false;
    }
    membership = { ...membership, credentials: result.value.credentials, name: result.value.hostname };
    await store.save(membership);
    reached();
    log.info({ name: result.value.hostname, isNew: result.value.isNew }, 'joined the fleet');
    return true;
  };

  const report = async (credentials: Credentials, statusReport: StatusReport): Promise<void> => {
    for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt++) {
      const result = await reportStatus(client, { credentials, report: statusReport }, signal);
      if (result.ok) return reached();
      log.warn(`reporting the status failed: ${describeProtocolError(result.error)}`);
      await sleep(backOffDelay(attemptPause, attempt, Math.random), undefined, { signal }).catch(() => {});
    }
  };

  /** Why the controller cannot be reached after a change. Any answer of it will do. */
  const testConnection = async (credentials: Credentials, managementIp: string | undefined) => {
    let problem = 'no attempt was made';
    await sleep(settings.fleetSettleSeconds * 1000, undefined, { signal });
    for (let attempt = 1; attempt <= settings.fleetTestAttempts; attempt++) {
      const result = await fetchChecksum(
        client,
        { credentials, managementIp },
        AbortSignal.any([signal, AbortSignal.timeout(testTimeoutMs)]),
      );
      if (result.ok) return undefined;
      problem = describeProtocolError(result.error);
      if (attempt < settings.fleetTestAttempts)
        await sleep(settings.fleetTestPauseSeconds * 1000, undefined, { signal });
    }
    return problem;
  };

  const change = async (
    applier: NetworkApplier,
    credentials: Credentials,
    managementIp: string | undefined,
    checksum: string,
  ): Promise<void> => {
    const archive = await downloadConfig(client, { credentials, managementIp, checksum }, signal);
    if (!archive.ok)
      return enter('unreachable', `the download failed: ${describeProtocolError(archive.error)}`);
    enter('applying');
    log.info({ checksum }, 'applying a configuration');
    const outcome = await changeConfig(
      {
        context,
        applier,
        store,
        membership,
        test: () => testConnection(credentials, managementIp),
        onRollBack: () => enter('rolling-back'),
      },
      { checksum, archive: archive.value },
    );
    if (outcome.ok) {
      membership = outcome.value;
      refusedChecksum = undefined;
      tell({ phase: 'in-step', failed_checksum: null, failure: null });
      log.info({ checksum }, 'the configuration is applied');
      return report(credentials, { status: 'applied' });
    }
    await refuse(credentials, checksum, outcome.error);
  };

  const refuse = async (credentials: Credentials, checksum: string, reason: string): Promise<void> => {
    refusedChecksum = checksum;
    tell({ phase: 'in-step', failed_checksum: checksum, failure: reason });
    log.error({ checksum, reason }, 'the configuration could not be applied');
    await report(credentials, { status: 'error', reason });
  };

  let notFound = 0;
  const keepInStep = async (applier: NetworkApplier, credentials: Credentials): Promise<void> => {
    const { managementIp } = await readBoxIdentity(context, membership.tags);
    const result = await fetchChecksum(client, { credentials, managementIp }, signal);
    if (!result.ok) {
      notFound = isNotFound(result.error) ? notFound + 1 : 0;
      if (notFound >= removedAfter) return forgetController();
      return enter('unreachable', describeProtocolError(result.error));
    }
    notFound = 0;
    reached();
    const checksum = result.value;
    if (checksum === membership.applied?.checksum || checksum === refusedChecksum) return enter('in-step');
    await change(applier, credentials, managementIp, checksum);
  };

  /** The controller has deleted the box. What runs goes on running; the box asks to be taken in again. */
  const forgetController = async (): Promise<void> => {
    const { credentials: _gone, ...rest } = membership;
    membership = rest;
    await store.save(membership);
    log.warn('the controller does not know this box any more');
    enter('removed', 'the controller does not know this box any more');
  };

  /** After a reboot the box gets the configuration back that it ran, before anybody is asked. */
  const resume = async (applier: NetworkApplier): Promise<void> => {
    const undone = await undoPending({ context, applier, store, membership });
    if (undone) {
      membership = undone.membership;
      const { credentials } = membership;
      if (credentials) await refuse(credentials, undone.checksum, undone.log);
      refusedChecksum = undone.checksum;
    }
    if (membership.applied === undefined) return;
    const config = readLinuxConfig(Buffer.from(membership.applied.archive, 'base64'));
    if (!config.ok) return;
    const { manifest } = membership.applied;
    await context
      .networkLock(() => applyConfig(context, applier, config.value, manifest))
      .catch((error: unknown) => log.error({ err: error }, 'the configuration could not be set up again'));
  };

  const live = async (): Promise<void> => {
    const applier = await chooseApplier(context);
    tell({ applier: applier.name });
    await resume(applier);
    let introduced = false;
    while (!signal.aborted) {
      try {
        if (membership.credentials === undefined) {
          const identity = await readBoxIdentity(context, membership.tags);
          introduced = await join(identity);
        }
        const { credentials } = membership;
        if (credentials && !introduced) {
          introduced = true;
          await introduce(client, credentials, await readBoxIdentity(context, membership.tags), signal);
        }
        if (credentials) await keepInStep(applier, credentials);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error }, 'keeping in step with the controller failed');
        enter('unreachable', (error as Error).message);
      }
      const interval = settings.fleetIntervalSeconds * 1000;
      await pause(membership.credentials === undefined ? interval / 4 : interval);
    }
  };

  enter(joined.credentials === undefined ? 'registering' : 'in-step');
  const living = live().catch((error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, 'the fleet agent has ended');
  });

  return {
    state: () => state,
    membership: () => membership,
    poll: () => wake.abort(),
    stop: async () => {
      stopping.abort();
      await closeControllerClient(client);
      await living;
    },
  };
};

type Credentials = NonNullable<Membership['credentials']>;

const testTimeoutMs = 10_000;

const introduce = async (
  client: ControllerClient,
  credentials: Credentials,
  { model, os, system }: DeviceIdentity,
  signal: AbortSignal,
): Promise<void> => {
  // The inventory is not worth waiting for: it is told again at the next start.
  await updateInfo(client, { credentials, model, os, system }, signal);
};
