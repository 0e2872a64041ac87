import { readFile } from 'node:fs/promises';
import { cpus, hostname } from 'node:os';
import type { DeviceIdentity } from '@netloom/agent-protocol';
import { readBoxModel } from '../../adapters/box-model.ts';
import { listIpLinks, type IpLink } from '../../adapters/ip-links.ts';
import type { DeviceContext } from '../../platform/device-context.ts';

/** What this box tells a controller about itself. @throws CommandError; Error when it has no network interface. */
export const readBoxIdentity = async (
  context: DeviceContext,
  tags: readonly string[],
): Promise<DeviceIdentity> => {
  const { run, settings, paths } = context;
  const links = await listIpLinks(run, settings.ip);
  const macAddress = chooseLink(links)?.address?.toUpperCase();
  if (macAddress === undefined) throw new Error('this box has no network interface with a hardware address');
  const managementIp = addressOf(links, settings.fleetManagementInterface);
  return {
    macAddress,
    hostname: hostname(),
    hardwareId: await firstLine(paths.system('/proc/device-tree/serial-number')),
    hardwareIdIsKey: false,
    model: await readBoxModel(run, settings, paths).catch(() => ''),
    os: await systemName(paths.system('/etc/os-release')),
    system: cpus()[0]?.model.trim() ?? '',
    tags,
    ...(managementIp === undefined ? {} : { managementIp }),
  };
};

/**
 * The interface whose address names the box, which must not change: built-in hardware before what was plugged in or
 * made, wired before wireless, in the order of the kernel.
 */
const chooseLink = (links: readonly IpLink[]): IpLink | undefined => {
  const real = links.filter(({ link_type: type, address }) => type === 'ether' && address !== undefined);
  const hardware = real.filter(({ linkinfo }) => linkinfo?.info_kind === undefined);
  const permanent = hardware.find(({ ifname }) => /^(eth|en[ops])/.test(ifname));
  return permanent ?? hardware[0] ?? real[0];
};

const addressOf = (links: readonly IpLink[], name: string | undefined): string | undefined => {
  const link = links.find(({ ifname }) => ifname === name);
  const usable =
    link?.addr_info.filter(({ scope, local }) => scope === 'global' && local !== undefined) ?? [];
  return (usable.find(({ family }) => family === 'inet') ?? usable[0])?.local;
};

const firstLine = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.replaceAll('\0', '').split('\n')[0]?.trim() ?? '';
};

/** The name of the distribution, os-release(5). */
const systemName = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^PRETTY_NAME=(['"]?)(.*)\1$/m.exec(text)?.[2] ?? 'Linux';
};
