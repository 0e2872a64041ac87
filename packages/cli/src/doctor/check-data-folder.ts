import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, problem, warning, type Finding } from './checkup.ts';

const gib = 1024 ** 3;

/** The data folder: there, writable, with room, and its secret key readable by its owner alone. */
export const checkDataFolder = async (dataDir: string): Promise<Finding[]> => {
  const exists = await stat(dataDir).catch(() => undefined);
  if (!exists) return [ok('data folder', `${dataDir} does not exist yet: the first start makes it`)];
  if (!exists.isDirectory()) {
    return [problem('data folder', `${dataDir} is not a folder`, 'Set NETLOOM_DATA_DIR to a folder.')];
  }
  const writable = await access(dataDir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!writable) {
    return [
      problem(
        'data folder',
        `${dataDir} is not writable`,
        'Give the user that runs Netloom the right to write there.',
      ),
    ];
  }
  return [ok('data folder', dataDir), ...(await checkRoom(dataDir)), ...(await checkSecretKey(dataDir))];
};

const checkRoom = async (dataDir: string): Promise<Finding[]> => {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const text = `${(free / gib).toFixed(1)} GiB free`;
  return [
    free < gib ? warning('disk', text, 'Make room: a full disk stops the database.') : ok('disk', text),
  ];
};

const checkSecretKey = async (dataDir: string): Promise<Finding[]> => {
  const file = join(dataDir, 'secret.key');
  const found = await stat(file).catch(() => undefined);
  if (!found) return [];
  const shared = (found.mode & 0o077) !== 0;
  return [
    shared
      ? problem('secret key', `${file} can be read by others`, `chmod 600 ${file}`)
      : ok('secret key', 'readable by its owner alone; keep a copy apart from the database'),
  ];
};
