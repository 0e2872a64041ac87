import { setTimeout as sleep } from 'node:timers/promises';
import {
  backOffDelay,
  closeControllerClient,
  createControllerClient,
  describeProtocolError,
  downloadConfig,
  fetchChecksum,
  isAnswer,
  register,
  reportStatus,
  updateInfo,
  type ControllerClient,
  type DeviceIdentity,
  type ProtocolError,
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

/** The longest pause between two attempts of a box that is refused, in intervals. */
const refusedIntervals = 5;

/** An error of the controller shows that the way to it is open; what stands in its place shows nothing. */
const isAnswerOfController = (error: ProtocolError): boolean =>
  isAnswer(error) && !(error.kind === 'not-a-controller' && error.status < 500);

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

  let turnedAway = 0;
  /** Who is refused asks less and less often; a controller that is down is looked for as often as ever. */
  const registrationPause = (interval: number): number => {
    const longest = state.phase === 'refused' ? refusedIntervals * interval : interval;
    return backOffDelay(
      { initialMs: interval / 4, maximumMs: longest, jitter: 0.2 },
      Math.max(1, turnedAway),
      Math.random,
    );
  };

  /** True when the controller has accepted the box. */
  const join = async (identity: DeviceIdentity): Promise<boolean> => {
    enter('registering');
    const request = { identity, sharedSecret: membership.sharedSecret, backend: linuxBackend };
    const result = await register(client, request, signal);
    if (!result.ok) {
      const problem = describeProtocolError(result.error);
      turnedAway += 1;
      log.warn(`joining the fleet failed: ${problem}`);
      enter(result.error.kind === 'refused' ? 'refused' : 'unreachable', problem);
      return false;
    }
    turnedAway = 0;
    membership = { ...membership, credentials: result.value.credentials, name: result.value.hostname };
    await store.save(membership);
    reached();
    log.info({ name: result.value.hostname, isNew: result.value.isNew }, 'joined the fleet');
    return true;
  };

  /** Tells the controller what it has not been told yet; what does not arrive is told again in the next round. */
  const payDebt = async (credentials: Credentials): Promise<void> => {
    const { owed, ...rest } = membership;
    if (owed === undefined) return;
    for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt++) {
      const result = await reportStatus(client, { credentials, report: owed }, signal);
      if (result.ok) {
        reached();
        membership = rest;
        return store.save(membership);
      }
      log.warn(`reporting the status failed: ${describeProtocolError(result.error)}`);
      if (attempt < attempts)
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
      if (result.ok || isAnswerOfController(result.error)) return undefined;
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
      settle();
      log.info({ checksum }, 'the configuration is applied');
      return payDebt(credentials);
    }
    // Broken off by the end of the service: nothing speaks against the configuration, so the next start tries it.
    if (!signal.aborted) await refuse(credentials, checksum, outcome.error);
  };

  const refuse = async (credentials: Credentials, checksum: string, reason: string): Promise<void> => {
    refusedChecksum = checksum;
    membership = { ...membership, owed: { status: 'error', reason } };
    tell({ phase: 'in-step', failed_checksum: checksum, failure: reason });
    log.error({ checksum, reason }, 'the configuration could not be applied');
    await store
      .save(membership)
      .catch((error: unknown) => log.error({ err: error }, 'the failure cannot be kept'));
    await payDebt(credentials);
  };

  const settle = (): void => {
    refusedChecksum = undefined;
    tell({ phase: 'in-step', failed_checksum: null, failure: null });
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
    await payDebt(credentials);
    const checksum = result.value;
    if (checksum === refusedChecksum) return enter('in-step');
    if (checksum === membership.applied?.checksum) {
      // The controller has taken back what failed, and waits to hear that the box runs what it wants again.
      if (refusedChecksum !== undefined) {
        settle();
        membership = { ...membership, owed: { status: 'applied' } };
        await payDebt(credentials);
      }
      return enter('in-step');
    }
    await change(applier, credentials, managementIp, checksum);
  };

  /** The controller has deleted the box. What runs goes on running; the box asks to be taken in again. */
  const forgetController = async (): Promise<void> => {
    const { credentials: _gone, owed: _untold, ...rest } = membership;
    membership = rest;
    await store.save(membership);
    log.warn('the controller does not know this box any more');
    enter('removed', 'the controller does not know this box any more');
  };

  /** After a reboot the box gets the configuration back that it ran, before anybody is asked: first what broke off. */
  const undo = async (applier: NetworkApplier): Promise<void> => {
    const undone = await undoPending({ context, applier, store, membership });
    if (undone) {
      membership = undone.membership;
      const { credentials } = membership;
      if (credentials) await refuse(credentials, undone.checksum, undone.log);
      refusedChecksum = undone.checksum;
    }
  };

  /** False when it has to be tried again: hardware may turn up late. */
  const resume = async (applier: NetworkApplier): Promise<boolean> => {
    const { applied } = membership;
    if (applied === undefined) return true;
    const config = readLinuxConfig(Buffer.from(applied.archive, 'base64'));
    if (!config.ok) return true;
    try {
      await context.networkLock(() => applyConfig(context, applier, config.value, applied));
      return true;
    } catch (error) {
      log.error({ err: error }, 'the configuration could not be set up again');
      return false;
    }
  };

  const live = async (): Promise<void> => {
    const applier = await chooseApplier(context);
    tell({ applier: applier.name });
    await undo(applier);
    let isResumed = await resume(applier);
    let introduced = false;
    while (!signal.aborted) {
      try {
        if (!isResumed) isResumed = await resume(applier);
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
      await pause(membership.credentials === undefined ? registrationPause(interval) : interval);
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
