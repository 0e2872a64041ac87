import type { IwInterface } from '../../adapters/iw-dev.ts';
import { AnswerError, detailError } from '../../platform/http/answer-error.ts';
import { defaultId, entriesOf, type NetConfig, type NetEntry } from './net-config.ts';
import { listWireless, listWirelessIfThere, tolerate, type NetworkSetup } from './network-setup.ts';
import { setUpEntry } from './set-up-entry.ts';
import { removeEntryFiles, removeOwnNamespaces, takeDownEntry } from './take-down-entry.ts';
import { createUndo, type Undo } from './undo.ts';
import { isLeftAlone, validateConfig, validateCredentials } from './validate-config.ts';
import { watchConnection } from './watch-connection.ts';

/**
 * Activates a configuration (device service, section 3.8). Nothing is changed unless everything is valid; a failure on
 * the way undoes what was done, and brings back the configuration that had to give way. Wi-Fi connects in the
 * background afterwards.
 *
 * @throws AnswerError 404, 409, 422; CommandError or the error of the file system when a step failed.
 */
export const activateConfig = (setup: NetworkSetup, id: string, overrideActive: boolean): Promise<void> =>
  setup.context.networkLock(async () => {
    const { store } = setup;
    const config = await store.read(id);
    validateConfig(config);
    const active = await store.readCurrent();
    if (!overrideActive) refuseWhenActive(id, active);
    await replaceActive(setup, config, active, overrideActive);
  });

const refuseWhenActive = (id: string, active: string): void => {
  if (active === id) throw detailError(409, `Configuration ${id} is already active.`);
  if (active !== defaultId) throw detailError(409, `Another configuration is currently active: ${active}.`);
};

const replaceActive = async (
  setup: NetworkSetup,
  config: NetConfig,
  active: string,
  overrideActive: boolean,
): Promise<void> => {
  const { store, context } = setup;
  validateCredentials(await entriesThatAreThere(setup, config));
  const previous = overrideActive ? await readIfPossible(setup, active) : undefined;
  const gaveWay: NetEntry[] = [];
  const undo = createUndo();
  let connecting: NetEntry[];
  try {
    if (previous) await giveWay(setup, touchedEntries(previous), gaveWay);
    // Also what an activation has left behind that was killed on its way.
    await removeOwnNamespaces(setup);
    connecting = await setUp(setup, touchedEntries(config), undo);
    await store.writeCurrent(config.id);
  } catch (error) {
    await undo.run(context.log);
    if (previous?.id !== config.id) await bringBack(setup, gaveWay);
    throw error;
  }
  await removeUnusedFiles(setup, gaveWay, config);
  for (const entry of connecting) watchConnection(setup, entry);
  context.log.info({ config: config.id }, 'configuration activated');
};

/** Takes entries down; those that were set up are added to `gaveWay`, also the one at which it fails. */
const giveWay = async (
  setup: NetworkSetup,
  entries: readonly NetEntry[],
  gaveWay: NetEntry[],
): Promise<void> => {
  for (const entry of entries) {
    let wasSetUp = true;
    try {
      wasSetUp = await takeDownEntry(setup, entry, { keepFiles: true });
    } finally {
      if (wasSetUp) gaveWay.push(entry);
    }
  }
};

/** Sets up the entries whose interface is there. @returns those whose Wi-Fi is to connect. */
const setUp = async (setup: NetworkSetup, entries: readonly NetEntry[], undo: Undo): Promise<NetEntry[]> => {
  const connecting: NetEntry[] = [];
  for (const entry of entries) {
    if (!(await isThere(setup, entry))) continue;
    const others = entries.filter((other) => other !== entry && other.namespace === entry.namespace);
    const names = new Set(others.map((other) => other.iface_display_name));
    await setUpEntry(setup, entry, names, undo);
    if (entry.security !== null) connecting.push(entry);
  }
  return connecting;
};

/** What had to give way works again, as far as it can. */
const bringBack = async (setup: NetworkSetup, entries: readonly NetEntry[]): Promise<void> => {
  const undo = createUndo();
  try {
    for (const entry of await setUp(setup, entries, undo)) watchConnection(setup, entry);
  } catch (error) {
    setup.context.log.error({ err: error }, 'the configuration that was active could not be brought back');
    await undo.run(setup.context.log);
  }
};

/** Files of entries that gave way hold passphrases that nobody needs any more. */
const removeUnusedFiles = async (
  setup: NetworkSetup,
  gaveWay: readonly NetEntry[],
  config: NetConfig,
): Promise<void> => {
  const connected = entriesOf(config).filter((entry) => entry.security !== null);
  const used = new Set(connected.map((entry) => entry.iface_display_name));
  for (const { security, iface_display_name: name } of gaveWay)
    if (security !== null && !used.has(name))
      await tolerate(setup, 'files were left', removeEntryFiles(setup, name));
};

const touchedEntries = (config: NetConfig): NetEntry[] =>
  entriesOf(config).filter((entry) => !isLeftAlone(entry, config.id));

/** Whether an entry's interface is there: in the root namespace, or where the entry wants it. */
const isThere = async (setup: NetworkSetup, entry: NetEntry): Promise<boolean> =>
  isAmong(
    entry,
    await listWireless(setup.context),
    entry.namespace === undefined ? [] : await listWirelessIfThere(setup.context, entry.namespace),
  );

const isAmong = (entry: NetEntry, root: readonly IwInterface[], inside: readonly IwInterface[]): boolean =>
  hasInterface(entry, root) || hasInterface(entry, inside) || inside.some(({ phy }) => phy === entry.phy);

/** By the name that it had, or by the one that it has got from an activation before. */
const hasInterface = (
  { interface: name, iface_display_name: displayName, phy }: NetEntry,
  found: readonly IwInterface[],
): boolean => found.some((one) => one.name === name || (one.name === displayName && one.phy === phy));

/** Those that will be set up once the namespaces of this service are gone. */
const entriesThatAreThere = async (setup: NetworkSetup, config: NetConfig): Promise<NetEntry[]> => {
  const entries = touchedEntries(config);
  if (entries.length === 0) return [];
  const { context, ownNamespaces } = setup;
  const root = await listWireless(context);
  const inside: IwInterface[] = [];
  const named = entries.flatMap(({ namespace }) => namespace ?? []);
  for (const namespace of new Set([...(await ownNamespaces.list()), ...named]))
    inside.push(...(await listWirelessIfThere(context, namespace)));
  return entries.filter((entry) => isAmong(entry, root, inside));
};

const readIfPossible = async (setup: NetworkSetup, id: string): Promise<NetConfig | undefined> => {
  try {
    const config = await setup.store.read(id);
    validateConfig(config);
    return config;
  } catch (error) {
    if (error instanceof AnswerError) return undefined;
    throw error;
  }
};

/**
 * Deactivates a configuration; `default` is active then.
 *
 * @param overrideActive also when it is not the active one: the active one is taken down as well.
 * @throws AnswerError 404, 409, 422; CommandError or the error of the file system when a step failed.
 */
export const deactivateConfig = (setup: NetworkSetup, id: string, overrideActive: boolean): Promise<void> =>
  setup.context.networkLock(async () => {
    const { store, context } = setup;
    await store.read(id);
    const active = await store.readCurrent();
    if (active !== id && !overrideActive) throw detailError(409, `Configuration ${id} is not active.`);
    for (const one of new Set([id, active])) {
      const config = await readIfPossible(setup, one);
      if (!config || (one === defaultId && one !== id)) continue;
      for (const entry of touchedEntries(config)) await takeDownEntry(setup, entry);
    }
    await removeOwnNamespaces(setup);
    await store.writeCurrent(defaultId);
    context.log.info({ config: id }, 'configuration deactivated');
  });
