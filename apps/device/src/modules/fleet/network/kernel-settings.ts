import type { LinuxInterface } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';

type Box = Pick<DeviceContext, 'run' | 'settings' | 'privileged'>;

/** A setting of the kernel (`net.ipv4.ip_forward`); undefined when it has none of that name. */
export const readKernelSetting = ({ run, settings }: Box, key: string): Promise<string | undefined> =>
  run([settings.sysctl, '-n', key]).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  );

/** Sets it where it differs. @throws CommandError, also when the kernel has none of that name. */
export const setKernelSetting = async (box: Box, key: string, value: string): Promise<void> => {
  if ((await readKernelSetting(box, key)) !== value)
    await box.privileged.perform('kernel-set', { key, value });
};

/** The setting of a link that says whether it listens to router advertisements. */
export const advertisementsKey = ({ name }: Pick<LinuxInterface, 'name'>): string =>
  `net.ipv6.conf.${name.replaceAll('.', '/')}.accept_ra`;
