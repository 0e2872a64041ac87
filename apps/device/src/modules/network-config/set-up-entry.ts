import type { IwInterface } from '../../adapters/iw-dev.ts';
import { CommandError } from '../../platform/commands/run-command.ts';
import type { NetworkFileKind } from '../../platform/network-file.ts';
import { startApp, stopApp } from './autostart-app.ts';
import type { NetEntry, NetSecurity } from './net-config.ts';
import { listNamespaces, listWireless, tolerate, type NetworkSetup } from './network-setup.ts';
import { releaseFromBus } from './release-from-bus.ts';
import type { Undo } from './undo.ts';
import { renderDhcpStanza, renderWpaConfig } from './wpa-config.ts';

/**
 * Makes one entry of a configuration true (device service, section 3.8, step 2): its radio in its namespace, its
 * interface with the name and mode that it should have, its supplicant or its app running. Everything that is done
 * leaves in `undo` how it is undone.
 *
 * @param others names of the interfaces that other entries have in the same namespace.
 * @throws CommandError, or the error of the file system.
 */
export const setUpEntry = async (
  setup: NetworkSetup,
  entry: NetEntry,
  others: ReadonlySet<string>,
  undo: Undo,
): Promise<void> => {
  const { namespace, security, autostart_app: app } = entry;
  if (namespace !== undefined) await bringRadio(setup, entry.phy, namespace, undo);
  await makeInterface(setup, entry, others, undo);
  if (security) await startSupplicant(setup, entry, security, undo);
  else if (app !== null) {
    undo.add('stop the app', () => stopApp(setup, namespace, app));
    await startApp(setup, app, namespace);
  }
};

/** Moves a radio into a namespace, which is made if there is none. */
const bringRadio = async (
  { context, ownNamespaces }: NetworkSetup,
  phy: string,
  namespace: string,
  undo: Undo,
): Promise<void> => {
  const { privileged } = context;
  if (!(await listNamespaces(context)).includes(namespace)) {
    await privileged.perform('namespace-add', { namespace });
    undo.add('delete the namespace', () => privileged.perform('namespace-delete', { namespace }));
    await ownNamespaces.remember(namespace);
    undo.add('forget the namespace', () => ownNamespaces.forget(namespace));
  }
  const inside = await listWireless(context, namespace);
  if (inside.some((found) => found.phy === phy)) return;
  await privileged.perform('radio-to-namespace', { phy, namespace });
  undo.add('return the radio', () => privileged.perform('radio-to-root', { phy, namespace }));
};

const makeInterface = async (
  setup: NetworkSetup,
  entry: NetEntry,
  others: ReadonlySet<string>,
  undo: Undo,
): Promise<void> => {
  const { context } = setup;
  const { phy, mode, namespace, iface_display_name: name } = entry;
  const kept = await clearNames(setup, entry, others, await listWireless(context, namespace), undo);
  if (!kept) {
    undo.add('delete the interface', () => removeInterface(setup, name, namespace));
    const add = context.privileged.perform('wireless-add', { phy, name, type: mode, namespace });
    // What a radio has brought along, but cannot make anew, may do: the next step tells.
    if (namespace === undefined) await add;
    else await tolerate(setup, 'the interface was not added', add);
  }
  await context.privileged.perform('link-up-within', { name, namespace });
};

/**
 * Deletes the interfaces that stand in the way of an entry's: the one that it replaces, unless it is that of another
 * entry (a monitor beside it, for example), and one of its own name.
 *
 * @returns whether the interface is there already as it should be; some radios could not make it again.
 */
const clearNames = async (
  setup: NetworkSetup,
  entry: NetEntry,
  others: ReadonlySet<string>,
  there: readonly IwInterface[],
  undo: Undo,
): Promise<boolean> => {
  const { phy, mode, namespace, interface: replaced, iface_display_name: name } = entry;
  let kept = false;
  for (const found of there) {
    if (found.name !== name && (found.name !== replaced || others.has(found.name))) continue;
    if (found.name === name && found.phy === phy && found.type === mode) {
      kept = true;
      continue;
    }
    await removeInterface(setup, found.name, namespace);
    undo.add('bring the interface back', () => addAgain(setup, found, namespace));
  }
  return kept;
};

const addAgain = async (setup: NetworkSetup, was: IwInterface, namespace?: string): Promise<void> => {
  const { privileged } = setup.context;
  const type = was.type === 'monitor' ? 'monitor' : 'managed';
  await privileged.perform('wireless-add', { phy: was.phy ?? 'phy0', name: was.name, type, namespace });
};

/** Deletes an interface; one that has gone already is none the worse. @throws CommandError */
export const removeInterface = async (
  { context }: NetworkSetup,
  name: string,
  namespace?: string,
): Promise<void> => {
  try {
    await context.privileged.perform('wireless-delete', { name, namespace });
  } catch (error) {
    if (error instanceof CommandError && error.message.includes('No such device')) return;
    throw error;
  }
};

const startSupplicant = async (
  setup: NetworkSetup,
  entry: NetEntry,
  security: NetSecurity,
  undo: Undo,
): Promise<void> => {
  const { privileged, paths, settings } = setup.context;
  const { namespace, mlo, iface_display_name: name } = entry;
  const controlFolder = paths.system(settings.wpaControlDir);
  await replaceFile(setup, 'supplicant', name, undo, (before) =>
    renderWpaConfig(before, { security, mlo }, controlFolder),
  );
  await replaceFile(setup, 'dhcp', name, undo, () => renderDhcpStanza(name));
  await privileged.perform('supplicant-stop', { name, namespace });
  if (namespace === undefined) await releaseFromBus(setup.context, name);
  await privileged.perform('network-file-remove', { file: 'supplicant-socket', name });
  await privileged.perform('network-file-remove', { file: 'supplicant-log', name });
  undo.add('stop the supplicant', async () => {
    await privileged.perform('supplicant-stop', { name, namespace });
    await privileged.perform('network-file-remove', { file: 'supplicant-socket', name });
  });
  await privileged.perform('supplicant-start', { name, namespace });
};

const replaceFile = async (
  { context: { privileged } }: NetworkSetup,
  file: NetworkFileKind,
  name: string,
  undo: Undo,
  render: (before: string) => string,
): Promise<void> => {
  const { stdout: before, exitCode } = await privileged.perform('network-file-read', { file, name });
  undo.add(`put the ${file} file back`, () =>
    exitCode === 0
      ? privileged.perform('network-file-write', { file, name, content: before })
      : privileged.perform('network-file-remove', { file, name }),
  );
  await privileged.perform('network-file-write', { file, name, content: render(before) });
};
