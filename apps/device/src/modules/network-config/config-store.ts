import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { detailError, type AnswerError } from '../../platform/http/answer-error.ts';
import type { Reading } from '../../platform/model/model.ts';
import { isTemporaryName, writeWhole } from '../../platform/write-whole.ts';
import { configId, defaultConfig, defaultId, storedConfigModel, type NetConfig } from './net-config.ts';

/** A configuration's file, as a list tells of it. */
export interface ListedConfig {
  id: string;
  state: 'readable' | 'malformed' | 'empty';
}

/** The files of the configurations: `configs/<id>.json` and `current.txt` (device service, section 2.3). */
export interface ConfigStore {
  /** Makes the folder and what is always there. */
  prepare(): Promise<void>;
  list(): Promise<ListedConfig[]>;
  /** @throws AnswerError 404, or 422 when the file cannot be read as a configuration. */
  read(id: string): Promise<NetConfig>;
  /** @throws AnswerError 409 when there is one already. */
  create(config: NetConfig): Promise<void>;
  replace(config: NetConfig): Promise<void>;
  /** @throws AnswerError 404 */
  remove(id: string): Promise<void>;
  /** The active configuration. One that is not there any more is forgotten: `default` is active then. */
  readCurrent(): Promise<string>;
  writeCurrent(id: string): Promise<void>;
}

const unknownConfig = (id: string): AnswerError => detailError(404, `Configuration ${id} not found.`);

/** Opens the files below a folder, which may not be there yet. */
export const openConfigStore = (folder: string): ConfigStore => {
  const configs = join(folder, 'configs');
  const currentFile = join(folder, 'current.txt');
  const fileOf = (id: string): string => join(configs, `${id}.json`);

  /** The text of a file; undefined when there is none. No id outside of the pattern ever reaches the file system. */
  const textOf = async (id: string): Promise<string | undefined> =>
    configId.test(id) ? readIfThere(fileOf(id)) : undefined;

  const ensureDefault = async (): Promise<void> => {
    if ((await textOf(defaultId)) !== undefined) return;
    try {
      await writeWhole(fileOf(defaultId), toFile(defaultConfig), 0o600, { exclusive: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  };

  const writeCurrent = (id: string): Promise<void> => writeWhole(currentFile, id, 0o600);

  return {
    prepare: async () => {
      await mkdir(configs, { recursive: true, mode: 0o700 });
      // Left by a service that was killed while it wrote.
      for (const name of await readdir(configs))
        if (isTemporaryName(name)) await rm(join(configs, name), { force: true });
      await ensureDefault();
      if ((await readIfThere(currentFile)) === undefined) await writeCurrent('');
    },

    list: async () => {
      await ensureDefault();
      const names = (await readdir(configs)).filter((name) => name.endsWith('.json'));
      const ids = names.map((name) => name.slice(0, -'.json'.length)).filter((id) => configId.test(id));
      return Promise.all(ids.map(async (id) => ({ id, state: stateOf((await textOf(id)) ?? '') })));
    },

    read: async (id) => {
      if (id === defaultId) await ensureDefault();
      const text = await textOf(id);
      if (text === undefined) throw unknownConfig(id);
      return parseConfig(id, text);
    },

    create: async (config) => {
      try {
        await writeWhole(fileOf(config.id), toFile(config), 0o600, { exclusive: true });
      } catch (error) {
        // A folder that cannot be made has this code, too.
        const { code, syscall } = error as NodeJS.ErrnoException;
        if (code !== 'EEXIST' || syscall !== 'link') throw error;
        throw detailError(409, `Configuration ${config.id} already exists.`);
      }
    },

    replace: (config) => writeWhole(fileOf(config.id), toFile(config), 0o600),

    remove: async (id) => {
      if (!configId.test(id)) throw unknownConfig(id);
      try {
        await rm(fileOf(id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        throw unknownConfig(id);
      }
    },

    readCurrent: async () => {
      const id = (await readIfThere(currentFile))?.trim() ?? '';
      if (id === defaultId || (id !== '' && (await textOf(id)) !== undefined)) return id;
      // On a full disk the answer is right all the same.
      await writeCurrent(defaultId).catch(() => {});
      return defaultId;
    },

    writeCurrent,
  };
};

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw error;
  }
};

const toFile = (config: NetConfig): string => JSON.stringify(config, undefined, 4);

const stateOf = (text: string): ListedConfig['state'] => {
  if (text.trim() === '') return 'empty';
  try {
    const value = JSON.parse(text) as unknown;
    const isConfig = typeof value === 'object' && value !== null && Object.hasOwn(value, 'id');
    return isConfig && !Array.isArray(value) ? 'readable' : 'malformed';
  } catch {
    return 'malformed';
  }
};

/** Reads a file's text. @throws AnswerError 422 that tells what is wrong with it. */
export const parseConfig = (id: string, text: string): NetConfig => {
  if (text.trim() === '')
    throw detailError(422, `Configuration file ${id}.json is empty or contains only whitespace.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw detailError(
      422,
      `Configuration file ${id}.json contains malformed JSON: ${(error as SyntaxError).message}`,
    );
  }
  const reading: Reading = { problems: [] };
  const config = storedConfigModel.read(value, [], reading);
  if (reading.problems.length > 0) {
    const why = reading.problems.map(({ loc, msg }) => [loc.join('.'), msg].filter(Boolean).join(': '));
    throw detailError(422, `Failed to parse configuration ${id}: ${why.join('; ')}`);
  }
  return config;
};
