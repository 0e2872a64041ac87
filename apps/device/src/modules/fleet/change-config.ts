import { success, failure, type Result } from '@netloom/agent-protocol';
import { CommandError } from '../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { applyConfig, restoreConfig } from './apply/apply-config.ts';
import { emptyManifest, readLinuxConfig } from './apply/linux-config.ts';
import type { NetworkApplier } from './apply/network-applier.ts';
import { takeSnapshot } from './apply/snapshot.ts';
import type { Membership } from './membership.ts';
import type { MembershipStore } from './membership-store.ts';

/** A configuration that was downloaded. */
export interface Download {
  checksum: string;
  archive: Buffer;
}

export interface ChangeOptions {
  context: DeviceContext;
  applier: NetworkApplier;
  store: MembershipStore;
  membership: Membership;
  /** Whether the controller can be reached, after the change. Undefined: yes; otherwise why not. */
  test: () => Promise<string | undefined>;
  /** Told when the former configuration is being restored. */
  onRollBack: () => void;
}

/**
 * Applies a configuration, tests that the controller can still be reached, and restores the former state if not: what
 * the OpenWrt agent does (device protocol 5.3). Before anything changes, what was there is written down, so that a
 * box that goes down in between restores it at its next start.
 *
 * Gives the membership as it is now; the failure is the log that explains it.
 */
export const changeConfig = async (
  options: ChangeOptions,
  { checksum, archive }: Download,
): Promise<Result<Membership, string>> => {
  const { context, applier, store, test } = options;
  const { membership } = options;
  const read = readLinuxConfig(archive);
  if (!read.ok) return failure(read.error);
  const config = read.value;
  const previous = membership.applied?.manifest ?? emptyManifest;
  const log: string[] = config.skipped.map(
    (path) => `Skipped ${JSON.stringify(path)}: not a file that may be written`,
  );

  let before;
  try {
    before = await takeSnapshot(context, config.manifest, previous);
  } catch (error) {
    return failure([...log, `Nothing was changed: ${(error as Error).message}`].join('\n'));
  }
  const { pending: _none, ...settled } = membership;
  await store.save({ ...settled, pending: { checksum, manifest: config.manifest, before } });

  try {
    await context.networkLock(() => applyConfig(context, applier, config, previous));
    const unreachable = await test();
    if (unreachable === undefined) {
      const applied = {
        checksum,
        manifest: config.manifest,
        archive: archive.toString('base64'),
        appliedAt: context.clock().toISOString(),
      };
      const next = { ...settled, applied };
      await store.save(next);
      return success(next);
    }
    log.push(`The controller cannot be reached with this configuration: ${unreachable}`);
  } catch (error) {
    log.push(`The configuration could not be applied: ${explain(error)}`);
  }

  options.onRollBack();
  log.push('Restoring the former configuration');
  try {
    await context.networkLock(() => restoreConfig(context, applier, before, config.manifest, previous));
    log.push('The former configuration is restored');
  } catch (error) {
    log.push(`Not everything could be restored: ${(error as Error).message}`);
  }
  await store.save(settled);
  return failure(log.join('\n'));
};

/** What failed, with the command that did. */
const explain = (error: unknown): string => {
  const { message } = error as Error;
  return error instanceof CommandError ? `${error.argv.join(' ')}: ${message}` : message;
};

/** Restores what was there before a change that a crash or a power cut broke off. The failure explains it. */
export const undoPending = async (
  options: Pick<ChangeOptions, 'context' | 'applier' | 'store' | 'membership'>,
): Promise<{ membership: Membership; checksum: string; log: string } | undefined> => {
  const { context, applier, store, membership } = options;
  const { pending, ...settled } = membership;
  if (pending === undefined) return undefined;
  const previous = settled.applied?.manifest ?? emptyManifest;
  const log = [
    'The box went down while the configuration was being applied',
    'Restoring the former configuration',
  ];
  try {
    await context.networkLock(() =>
      restoreConfig(context, applier, pending.before, pending.manifest, previous),
    );
    log.push('The former configuration is restored');
  } catch (error) {
    log.push(`Not everything could be restored: ${(error as Error).message}`);
  }
  await store.save(settled);
  return { membership: settled, checksum: pending.checksum, log: log.join('\n') };
};
