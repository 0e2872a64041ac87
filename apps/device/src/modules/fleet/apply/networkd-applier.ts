import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { definitionOf, madeLinks } from '../network/wanted-network.ts';
import type { NetworkState } from '../network/network-state.ts';
import { readNetwork } from '../network/read-network.ts';
import { setLink, wantedOf } from '../network/set-link.ts';
import { setRoutes } from '../network/set-routes.ts';
import type { NetworkApplier } from './network-applier.ts';

/** Lets systemd-networkd read its files again and set up the interfaces that they name. */
export const networkdApplier: NetworkApplier = {
  name: 'networkd',
  wants: () => true,
  setsResolver: false,
  manages: (unit) => unit !== 'systemd-networkd.service',
  apply: async (context, wanted, previous) => {
    await dropObsolete(context, previous, wanted);
    await reload(context, wanted);
  },
  restore: async (context, before, attempted, previous) => {
    await dropObsolete(context, attempted, previous);
    await reload(context, previous, attempted);
    const ours = new Set(previous.interfaces.map(({ name }) => name));
    const others = attempted.interfaces.filter(({ name }) => !ours.has(name));
    await restoreOthers(context, before, new Set(others.map(({ name }) => name)));
  },
};

/** What others had set up, networkd has dropped when the attempt told it to care for the link. */
const restoreOthers = async (
  { privileged, run, settings }: DeviceContext,
  before: NetworkState,
  names: ReadonlySet<string>,
): Promise<void> => {
  const { links } = await readNetwork(run, settings.ip);
  for (const saved of before.links.filter(({ name }) => names.has(name))) {
    const current = links.find(({ name }) => name === saved.name);
    if (current !== undefined) await setLink(privileged, current, wantedOf(saved));
  }
  const { routes } = await readNetwork(run, settings.ip);
  const lost = before.routes.filter(({ interface: name }) => name !== undefined && names.has(name));
  await setRoutes(privileged, routes, lost, () => false);
};

/** networkd makes links and never deletes one, nor does it change the definition of one that is there. */
const dropObsolete = async (
  { privileged, run, settings }: DeviceContext,
  from: LinuxManifest,
  to: LinuxManifest,
): Promise<void> => {
  const { links } = await readNetwork(run, settings.ip);
  for (const link of madeLinks(from).toReversed()) {
    const successor = madeLinks(to).find(({ name }) => name === link.name);
    const isObsolete = successor === undefined || definitionOf(successor) !== definitionOf(link);
    if (isObsolete && links.some(({ name }) => name === link.name))
      await privileged.perform('link-delete', { name: link.name });
  }
};

const reload = async (
  { privileged, run, settings }: DeviceContext,
  ...manifests: readonly LinuxManifest[]
): Promise<void> => {
  await privileged.perform('networkd-reload', {});
  const { links } = await readNetwork(run, settings.ip);
  const names = new Set(manifests.flatMap(({ interfaces }) => interfaces.map(({ name }) => name)));
  for (const { name } of links)
    if (names.has(name) && name !== 'lo') await privileged.perform('networkd-reconfigure', { name });
};
