import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecretBox, loadSecretKeys, NewerDatabaseError, SecretKeyError } from '@netloom/server-kit';
import { fullHostName } from '../../adapters/host-name.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { missingTables, openTokenStore } from './open-token-store.ts';
import {
  openSecretsFolder,
  putUselessKeyAside,
  restoreSharedSecret,
  sharedSecretFile,
} from './secrets-folder.ts';
import { createTokenVault, type TokenVault } from './token-vault.ts';

/** What is needed to tell who calls. */
export interface Credentials {
  sharedSecret: Uint8Array;
  vault: TokenVault;
}

/** The secrets and the database of tokens, as long as they can be used. */
export interface Security {
  /** Undefined while they cannot: the service then answers 503 and tries again. */
  current(): Credentials | undefined;
  /** Opens what is not open, checks what is, mends what can be mended. Never fails: it logs. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Opens nothing yet: the first `check` does. */
export const createSecurity = (context: DeviceContext): Security => {
  const { settings, paths, log, clock, run } = context;
  let credentials: Credentials | undefined;
  let underWay: Promise<void> | undefined;

  const open = async (): Promise<Credentials> => {
    const sharedSecret = await openSecretsFolder(paths.secrets, settings.secretsGroup, run);
    await putUselessKeyAside(paths.secrets, log);
    const secrets = createSecretBox(loadSecretKeys({ setting: settings.secretKey, dataDir: paths.secrets }));
    const database = await openTokenStore(paths.secrets, secrets, log);
    const vault = createTokenVault({
      database,
      secrets,
      clock,
      log,
      hostName: () => fullHostName(run),
      tokenDays: settings.tokenDays,
      enforceExpiry: settings.enforceExpiry,
      keepOldKeys: settings.keepOldKeys,
      cacheSeconds: settings.tokenCacheSeconds,
    });
    return { sharedSecret, vault };
  };

  const isSound = async ({ vault, sharedSecret }: Credentials): Promise<boolean> => {
    const file = join(paths.secrets, 'tokens.db');
    if (!(await exists(file)) || (await missingTables(vault.database)).length > 0) return false;
    if (!(await exists(join(paths.secrets, sharedSecretFile))))
      await restoreSharedSecret(paths.secrets, settings.secretsGroup, sharedSecret, run);
    return true;
  };

  const inspect = async (): Promise<void> => {
    try {
      if (credentials !== undefined) {
        if (await isSound(credentials)) return;
        log.error('the database of tokens is incomplete: it is made again');
        const broken = credentials;
        credentials = undefined;
        await broken.vault.database.close();
      }
      credentials = await open();
      log.info('secrets and tokens are ready');
    } catch (error) {
      const { message } = error as Error;
      const known = error instanceof SecretKeyError || error instanceof NewerDatabaseError;
      log.error(known ? {} : { err: error }, `secrets and tokens cannot be used, trying again: ${message}`);
    }
  };

  return {
    current: () => credentials,
    check: () => (underWay ??= inspect().finally(() => (underWay = undefined))),
    close: async () => {
      await underWay;
      const closing = credentials;
      credentials = undefined;
      await closing?.vault.database.close();
    },
  };
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
