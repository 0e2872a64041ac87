import { success, failure, type Result } from '@netloom/agent-protocol';
import { CommandError } from '../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import { applyConfig, restoreConfig, type Former } from './apply/apply-config.ts';
import { claimsOf } from './apply/claims.ts';
import { emptyManifest, readLinuxConfig } from './apply/linux-config.ts';
import type { NetworkApplier } from './apply/network-applier.ts';
import { originalsWith, takeSnapshot, type Snapshot } from './apply/snapshot.ts';
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
 * the OpenWrt agent does (device protocol 11.4). Before anything changes, what was there is written down, so that a
 * box that goes down in between restores it at its next start.
 *
 * Gives the membership as it is now; the failure is the log that explains it.
 */
export const changeConfig = async (
  options: ChangeOptions,
  { checksum, archive }: Download,
): Promise<Result<Membership, string>> => {
  const { context, applier, store, test } = options;
  const { pending: _none, ...settled } = options.membership;
  const read = readLinuxConfig(archive);
  if (!read.ok) return failure(read.error);
  const config = read.value;
  const former = formerOf(settled);
  const log: string[] = config.skipped.map(
    (path) => `Skipped ${JSON.stringify(path)}: not a file that may be written`,
  );

  let before: Snapshot;
  try {
    before = await takeSnapshot(context, applier, config.manifest, former.manifest);
    await store.save({ ...settled, pending: { checksum, manifest: config.manifest, before } });
  } catch (error) {
    return failure([...log, `Nothing was changed: ${explain(error)}`].join('\n'));
  }

  try {
    await context.networkLock(() => applyConfig(context, applier, config, former));
    const unreachable = await test();
    if (unreachable === undefined) {
      const next: Membership = {
        ...settled,
        applied: {
          checksum,
          manifest: config.manifest,
          archive: archive.toString('base64'),
          appliedAt: context.clock().toISOString(),
          originals: originalsWith(claimsOf(applier, config.manifest), former.originals, before.system),
        },
        owed: { status: 'applied' },
      };
      await store.save(next);
      return success(next);
    }
    log.push(`The controller cannot be reached with this configuration: ${unreachable}`);
  } catch (error) {
    log.push(`The configuration could not be applied: ${explain(error)}`);
  }

  options.onRollBack();
  log.push(...(await restore(options, config.manifest, before)));
  return failure(log.join('\n'));
};

const formerOf = ({ applied }: Membership): Former => ({
  manifest: applied?.manifest ?? emptyManifest,
  originals: applied?.originals,
});

/** Puts back what was there, and tells how that went. */
const restore = async (
  {
    context,
    applier,
    store,
    membership,
  }: Pick<ChangeOptions, 'context' | 'applier' | 'store' | 'membership'>,
  attempted: LinuxManifest,
  before: Snapshot,
): Promise<string[]> => {
  const { pending: _over, ...settled } = membership;
  const log = ['Restoring the former configuration'];
  try {
    await context.networkLock(() =>
      restoreConfig(context, applier, before, attempted, formerOf(settled).manifest),
    );
    log.push('The former configuration is restored');
  } catch (error) {
    log.push(`Not everything could be restored: ${(error as Error).message}`);
  }
  // Where this cannot be written down, the next start restores once more, which changes nothing.
  await store.save(settled).catch((error: unknown) => {
    context.log.error({ err: error }, 'the end of the change cannot be written down');
  });
  return log;
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
  const { pending, ...settled } = options.membership;
  if (pending === undefined) return undefined;
  const log = [
    'The box went down while the configuration was being applied',
    ...(await restore(options, pending.manifest, pending.before)),
  ];
  return { membership: settled, checksum: pending.checksum, log: log.join('\n') };
};
