import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseSecretKeys, type Logger } from '@netloom/server-kit';
import { tolerant, type RunCommand } from '../../platform/commands/run-command.ts';
import { writeWhole } from '../../platform/write-whole.ts';

const secretBytes = 32;

/** The secret that programs on this box sign their calls with. */
export const sharedSecretFile = 'shared_secret.bin';

/**
 * Prepares the folder of secrets and gives the shared secret, made when it is missing or empty. The folder is open to
 * the owner and, if there is one, to the group of local callers, who may read the shared secret and nothing else.
 *
 * @throws Error when the group is unknown or the folder cannot be written.
 */
export const openSecretsFolder = async (
  folder: string,
  group: string | undefined,
  run: RunCommand,
): Promise<Uint8Array> => {
  const gid = group === undefined ? undefined : await groupId(run, group);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await probe(folder);
  await share(folder, 0o710, gid);
  const path = join(folder, sharedSecretFile);
  const secret = (await readSecret(path)) ?? (await writeSecret(path));
  await share(path, 0o640, gid);
  return secret;
};

/** The key for secrets at rest, as the kit for servers names it. */
const secretKeyFile = 'secret.key';

/**
 * Puts the key for secrets at rest aside when it is none: a power cut while it was made leaves an empty file, and the
 * service would wait for a key for ever. A new one is made in its place.
 */
export const putUselessKeyAside = async (folder: string, log: Logger): Promise<void> => {
  const path = join(folder, secretKeyFile);
  const text = await readSecret(path);
  if (text === undefined) return rm(path, { force: true });
  try {
    parseSecretKeys(Buffer.from(text).toString('utf8'), path);
  } catch (error) {
    const aside = `${path}.useless-${Date.now()}`;
    log.error({ err: error, aside }, 'the key for secrets at rest is none: it is put aside, a new one made');
    await rename(path, aside);
  }
};

/** Puts the secret back that somebody has deleted under the running service. */
export const restoreSharedSecret = async (
  folder: string,
  group: string | undefined,
  secret: Uint8Array,
  run: RunCommand,
): Promise<void> => {
  const path = join(folder, sharedSecretFile);
  if ((await readSecret(path)) !== undefined) return;
  await writeWhole(path, secret, 0o600);
  await share(path, 0o640, group === undefined ? undefined : await groupId(run, group));
};

/** Without a group only the owner gets in. Where ownership cannot be given away (not root), the mode alone must do. */
const share = async (path: string, mode: number, gid: number | undefined): Promise<void> => {
  if (gid !== undefined && process.getuid?.() === 0) await chown(path, 0, gid);
  await chmod(path, gid === undefined ? mode & 0o700 : mode);
};

const readSecret = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    const content = await readFile(path);
    return content.length === 0 ? undefined : content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const writeSecret = async (path: string): Promise<Uint8Array> => {
  const secret = randomBytes(secretBytes);
  await writeWhole(path, secret, 0o600);
  return secret;
};

const probeAttempts = 5;
const probePauseMs = 200;

/** Some boxes mount their storage late: what is written must come back. */
const probe = async (folder: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, `.test_${process.pid}_${attempt}`);
    const content = randomBytes(16);
    try {
      await writeWhole(path, content, 0o600);
      if (!content.equals(await readFile(path))) throw new Error(`${folder} does not keep what is written`);
      return;
    } catch (error) {
      if (attempt === probeAttempts) throw error;
      await sleep(probePauseMs);
    } finally {
      await rm(path, { force: true });
    }
  }
};

const groupId = async (run: RunCommand, group: string): Promise<number> => {
  const { stdout } = await tolerant(run)(['getent', 'group', group]);
  const gid = Number(stdout.split(':')[2]);
  if (stdout === '' || !Number.isInteger(gid)) throw new Error(`there is no group ${group}`);
  return gid;
};
