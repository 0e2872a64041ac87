import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecretBox, loadSecretKeys } from '@netloom/server-kit';
import type { DeviceContext } from '../../platform/device-context.ts';
import { writeWhole } from '../../platform/write-whole.ts';
import type { Membership } from './membership.ts';

const identity = 'fleet/membership';

/** Keeps the membership in one sealed file, which is written whole or not at all. */
export interface MembershipStore {
  /** Undefined when the box has joined no fleet. @throws SecretBoxError for a file of another box. */
  load(): Promise<Membership | undefined>;
  save(membership: Membership): Promise<void>;
  forget(): Promise<void>;
}

export const createMembershipStore = ({ settings, paths }: DeviceContext): MembershipStore => {
  const path = join(paths.data, 'fleet', 'membership.sealed');
  const secrets = () =>
    createSecretBox(loadSecretKeys({ setting: settings.secretKey, dataDir: paths.secrets }));
  return {
    load: async () => {
      const sealed = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return sealed === undefined ? undefined : (JSON.parse(secrets().open(sealed, identity)) as Membership);
    },
    save: (membership) => writeWhole(path, secrets().seal(JSON.stringify(membership), identity), 0o600),
    forget: () => rm(path, { force: true }),
  };
};
