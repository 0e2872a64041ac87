import { isUnitActive } from '../../../adapters/systemd.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { iprouteApplier } from './iproute-applier.ts';
import type { NetworkApplier } from './network-applier.ts';
import { networkdApplier } from './networkd-applier.ts';

/** The applier that the settings name, or the one that fits this box: systemd-networkd where it runs. */
export const chooseApplier = async ({ settings, bus }: DeviceContext): Promise<NetworkApplier> => {
  if (settings.fleetApplier === 'networkd') return networkdApplier;
  const runs = (unit: string): Promise<boolean> => isUnitActive(bus, unit).catch(() => false);
  if (settings.fleetApplier === 'auto' && (await runs('systemd-networkd.service'))) return networkdApplier;
  return iprouteApplier({ setsResolver: !(await runs('systemd-resolved.service')) });
};
