import { setTimeout as sleep } from 'node:timers/promises';
import { parseIpJson } from '../../adapters/ip-json.ts';
import { stopApp } from './autostart-app.ts';
import type { NetEntry } from './net-config.ts';
import {
  listNamespaces,
  listWireless,
  listWirelessIfThere,
  tolerate,
  watchKey,
  type NetworkSetup,
} from './network-setup.ts';
import { removeInterface } from './set-up-entry.ts';

/**
 * Undoes one entry of the active configuration (device service, section 3.8, "Deactivation"): what runs for it is
 * stopped, its files are removed, its radio returns from the namespace. An entry that was passed over stays untouched.
 *
 * @param options `keepFiles`: another configuration that follows may use them.
 * @returns whether there was anything to undo.
 * @throws CommandError, or the error of the file system.
 */
export const takeDownEntry = async (
  setup: NetworkSetup,
  entry: NetEntry,
  options: { keepFiles?: boolean } = {},
): Promise<boolean> => {
  const { context } = setup;
  const { namespace, iface_display_name: name, phy } = entry;
  await stopWatch(setup, entry);
  const hadApp = entry.autostart_app !== null && (await stopApp(setup, namespace, entry.autostart_app));
  const there = await (namespace === undefined
    ? listWireless(context)
    : listWirelessIfThere(context, namespace));
  const isThere = there.some(
    (found) => found.name === name || (namespace !== undefined && found.phy === phy),
  );
  const hadSupplicant = entry.security !== null && (await takeDownSecurity(setup, entry, isThere, options));
  const hadRadio = namespace !== undefined && (await returnRadio(setup, entry, namespace, isThere));
  return hadApp || hadSupplicant || hadRadio;
};

/** Ends the waiting for a connection, and the DHCP client that it may be waiting for in turn. */
const stopWatch = async (setup: NetworkSetup, entry: NetEntry): Promise<void> => {
  const watch = setup.watches.get(watchKey(entry));
  if (!watch) return;
  watch.abort.abort();
  const where = { name: entry.iface_display_name, namespace: entry.namespace };
  // The client may be starting at this moment, and then is found the next time.
  while (setup.watches.get(watchKey(entry)) === watch) {
    await tolerate(setup, 'no DHCP client ended', setup.context.privileged.perform('dhcp-stop', where));
    await Promise.race([watch.done, sleep(100)]);
  }
};

const takeDownSecurity = async (
  setup: NetworkSetup,
  { namespace, iface_display_name: name }: NetEntry,
  isThere: boolean,
  { keepFiles = false }: { keepFiles?: boolean },
): Promise<boolean> => {
  const { privileged } = setup.context;
  if (isThere)
    await tolerate(setup, 'no lease was released', privileged.perform('dhcp-release', { name, namespace }));
  await privileged.perform('dhcp-stop', { name, namespace });
  const { stdout } = await privileged.perform('supplicant-stop', { name, namespace });
  const hadSupplicant = (JSON.parse(stdout) as number[]).length > 0;
  // The adapter may have been pulled out meanwhile: what had been started for it tells that it was set up.
  if (isThere || hadSupplicant) {
    await privileged.perform('network-file-remove', { file: 'supplicant-socket', name });
    if (!keepFiles) await removeEntryFiles(setup, name);
  }
  return hadSupplicant;
};

/** Removes the files that were written for an interface; they hold its passphrase. */
export const removeEntryFiles = async ({ context }: NetworkSetup, name: string): Promise<void> => {
  for (const file of ['supplicant', 'dhcp'] as const)
    await context.privileged.perform('network-file-remove', { file, name });
};

/**
 * The radio goes back to the root namespace, where its interface gets the name again that it had there.
 *
 * @param isThere whether it has been seen in the namespace; one without any interface cannot be.
 * @returns whether there was one to return.
 */
const returnRadio = async (
  setup: NetworkSetup,
  entry: NetEntry,
  namespace: string,
  isThere: boolean,
): Promise<boolean> => {
  const { context, ownNamespaces } = setup;
  const { phy } = entry;
  if (!isThere && !(await ownNamespaces.list()).includes(namespace)) return false;
  let isBack = true;
  try {
    await context.privileged.perform('radio-to-root', { phy, namespace });
  } catch (error) {
    if (isThere) throw error;
    isBack = false;
  }
  await restoreInterface(setup, entry, isBack);
  return isBack;
};

/** @param isBack whether the radio has just returned; otherwise it may have done so before, or may be gone. */
const restoreInterface = async (setup: NetworkSetup, entry: NetEntry, isBack: boolean): Promise<void> => {
  const { privileged } = setup.context;
  const { phy, interface: name, iface_display_name: displayName } = entry;
  const root = await listWireless(setup.context);
  // It came along, perhaps when another entry returned the same radio.
  const shown = root.find((found) => found.name === displayName && found.phy === phy);
  const isInTheWay = shown !== undefined && (displayName !== name || shown.type !== 'managed');
  if (isInTheWay) await tolerate(setup, 'the interface was not deleted', removeInterface(setup, displayName));
  if (!root.some((found) => found.name === name && !(isInTheWay && found === shown))) {
    const add = privileged.perform('wireless-add', { phy, name, type: 'managed', namespace: undefined });
    if (isBack) await add;
    else await tolerate(setup, 'the interface was not added', add);
  }
  const up = privileged.perform('link-up-within', { name, namespace: undefined });
  await tolerate(setup, 'the interface is not up', up);
};

/** Empties and deletes every namespace that this service has created; all others are left alone. @throws CommandError */
export const removeOwnNamespaces = async (setup: NetworkSetup): Promise<void> => {
  const { context, ownNamespaces } = setup;
  const own = await ownNamespaces.list();
  const there = own.length === 0 ? [] : await listNamespaces(context);
  for (const namespace of own) {
    if (there.includes(namespace)) await emptyNamespace(setup, namespace);
    await ownNamespaces.forget(namespace);
  }
};

const emptyNamespace = async (setup: NetworkSetup, namespace: string): Promise<void> => {
  const { privileged } = setup.context;
  await stopApp(setup, namespace);
  await privileged.perform('dhcp-stop', { name: undefined, namespace });
  await privileged.perform('supplicant-stop', { name: undefined, namespace });
  const wireless = await listWirelessIfThere(setup.context, namespace);
  for (const phy of new Set(wireless.map((found) => found.phy)))
    if (phy !== undefined) await privileged.perform('radio-to-root', { phy, namespace });
  for (const name of await linksIn(setup, namespace))
    await tolerate(setup, 'a link stayed', privileged.perform('link-to-root', { name, namespace }));
  await privileged.perform('namespace-delete', { namespace });
};

const linksIn = async ({ context }: NetworkSetup, namespace: string): Promise<string[]> => {
  try {
    const { stdout } = await context.privileged.perform('namespace-links', { namespace });
    const links = parseIpJson(stdout) ?? [];
    return links.map(({ ifname }) => String(ifname)).filter((name) => name !== 'lo');
  } catch {
    return [];
  }
};
