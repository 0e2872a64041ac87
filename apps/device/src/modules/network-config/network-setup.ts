import { listIwInterfaces, parseIwDev, type IwInterface } from '../../adapters/iw-dev.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import type { ConfigStore } from './config-store.ts';
import type { NetEntry } from './net-config.ts';
import type { OwnNamespaces } from './own-namespaces.ts';

/** What the rules of this module work with. */
export interface NetworkSetup {
  context: DeviceContext;
  store: ConfigStore;
  ownNamespaces: OwnNamespaces;
  /** Entries whose connection is being waited for, by `watchKey`. */
  watches: Map<string, ConnectionWatch>;
  /** Aborted when the service stops. */
  stopped: AbortSignal;
}

/** A connection that is being waited for in the background. */
export interface ConnectionWatch {
  abort: AbortController;
  done: Promise<void>;
}

/** Under what the watch of an entry is kept: there is one for a name in a namespace. */
export const watchKey = ({ namespace, iface_display_name: name }: NetEntry): string =>
  `${namespace ?? 'root'}:${name}`;

/** Wireless interfaces of the root namespace, or of another. @throws CommandError */
export const listWireless = async (
  { settings, run, privileged }: DeviceContext,
  namespace?: string,
): Promise<IwInterface[]> => {
  if (namespace === undefined) return listIwInterfaces(run, settings.iw);
  return parseIwDev((await privileged.perform('wireless-list', { namespace })).stdout);
};

/** The same, but of a namespace that is missing or broken there are none. */
export const listWirelessIfThere = async (
  context: DeviceContext,
  namespace: string,
): Promise<IwInterface[]> =>
  (await listNamespaces(context)).includes(namespace) ? listWireless(context, namespace).catch(() => []) : [];

/** Names of all network namespaces, also of those that somebody else made or that are broken. @throws CommandError */
export const listNamespaces = async ({ settings, run }: DeviceContext): Promise<string[]> => {
  const { stdout } = await run([settings.ip, 'netns', 'list']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s/, 1)[0] ?? '')
    .filter((name) => name !== '');
};

/** Something that failed and does not matter for what is being done; it goes into the log. */
export const tolerate = async (
  { context }: Pick<NetworkSetup, 'context'>,
  what: string,
  task: Promise<unknown>,
): Promise<void> => {
  try {
    await task;
  } catch (error) {
    context.log.debug({ why: (error as Error).message }, what);
  }
};
