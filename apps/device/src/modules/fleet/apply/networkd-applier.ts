import type { LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { definitionOf, madeLinks } from '../network/wanted-network.ts';
import { readNetwork } from '../network/read-network.ts';
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
  restore: async (context, _before, attempted, previous) => {
    await dropObsolete(context, attempted, previous);
    await reload(context, previous, attempted);
  },
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
