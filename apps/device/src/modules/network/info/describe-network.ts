import { listIpLinks } from '../../../adapters/ip-links.ts';
import { listIwInterfaces, type IwInterface } from '../../../adapters/iw-dev.ts';
import { CommandError } from '../../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { linesOf, readLines } from './read-lines.ts';
import { summariseInterfaces } from './summarise-interfaces.ts';
import { parseDriver, summariseWlan, type WlanSummary } from './summarise-wlan.ts';

export type InfoContext = Pick<DeviceContext, 'run' | 'settings' | 'paths' | 'log'>;

/** Lines of text from a program or a file, or why there are none. */
interface Lines {
  info?: string[];
  error?: string;
}

/** Everything about the box's network in one object (device service, section 3.5). */
export interface NetworkDescription {
  interfaces: object;
  wlan_interfaces: object;
  eth0_ipconfig_info: object;
  vlan_info: object;
  lldp_neighbour_info: object;
  cdp_neighbour_info: object;
  public_ip: object;
}

/** Asks all sources at once. A section that fails is `{ error }` and leaves the others alone. */
export const describeNetwork = async (context: InfoContext): Promise<NetworkDescription> => {
  const { run, settings, paths, log } = context;
  const section = async (name: string, read: () => Promise<object>): Promise<object> => {
    try {
      return await read();
    } catch (error) {
      log.warn({ err: error, section: name }, 'a section of the network description failed');
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const wireless = listIwInterfaces(run, settings.iw);
  // Two sections wait for it; its failure is told by one of them.
  const known: Promise<readonly IwInterface[]> = wireless.catch(() => []);
  const neighbours = (file: string) => async (): Promise<Lines> => ({
    info: (await readLines(paths.system(file))) ?? [],
  });

  const [interfaces, wlan, ipconfig, vlan, lldp, cdp, publicIp] = await Promise.all([
    section('interfaces', () => readInterfaces(context, known)),
    section('wlan_interfaces', () => readWlan(context, wireless)),
    section('eth0_ipconfig_info', () => readIpConfig(context)),
    section('vlan_info', () => readVlan(context)),
    section('lldp_neighbour_info', neighbours(settings.lldpFile)),
    section('cdp_neighbour_info', neighbours(settings.cdpFile)),
    section('public_ip', () => readPublicIp(context)),
  ]);
  return {
    interfaces,
    wlan_interfaces: wlan,
    eth0_ipconfig_info: ipconfig,
    vlan_info: vlan,
    lldp_neighbour_info: lldp,
    cdp_neighbour_info: cdp,
    public_ip: publicIp,
  };
};

const readInterfaces = async (
  { run, settings }: InfoContext,
  wireless: Promise<readonly IwInterface[]>,
): Promise<object> => {
  try {
    return summariseInterfaces(await listIpLinks(run, settings.ip), await wireless);
  } catch (error) {
    // Clients know this section by the tool that it once came from.
    if (error instanceof CommandError) return { error: `ifconfig error: ${error.message}` };
    throw error;
  }
};

const readWlan = async (
  { run, settings }: InfoContext,
  wireless: Promise<readonly IwInterface[]>,
): Promise<Record<string, WlanSummary>> => {
  const driverOf = async (name: string): Promise<string | undefined> => {
    try {
      return parseDriver((await run([settings.ethtool, '-i', name])).stdout);
    } catch (error) {
      if (error instanceof CommandError) return undefined;
      throw error;
    }
  };
  return Object.fromEntries(
    await Promise.all(
      (await wireless).map(async (of) => [of.name, summariseWlan(of, await driverOf(of.name))] as const),
    ),
  );
};

const readIpConfig = async ({ run, settings, paths }: InfoContext): Promise<Lines> => {
  try {
    const { stdout } = await run([paths.system(settings.ipconfigScript)]);
    const info = linesOf(stdout).map((line) =>
      line.replaceAll('DHCP server name', 'DHCP').replaceAll('DHCP server address', 'DHCP IP'),
    );
    return info.length > 1 ? { info } : { info, error: 'eth0 is down or not connected.' };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const said = error.fault === 'exit' ? error.result.stderr.trim() : error.message;
    return { error: `Issue getting ipconfig (${exitCodeOf(error)}): ${said}` };
  }
};

/** The status that a shell gives when a program cannot be started. */
const exitCodeOf = ({ fault, result }: CommandError): number => {
  if (fault === 'not-found') return 127;
  return fault === 'not-allowed' ? 126 : result.exitCode;
};

/** The untagged VLAN, as the neighbours tell it. */
const readVlan = async ({ settings, paths }: InfoContext): Promise<Lines> => {
  const vlanLines = async (file: string): Promise<string[] | undefined> =>
    (await readLines(paths.system(file)))?.filter((line) => line.includes('VLAN'));
  const lldp = await vlanLines(settings.lldpFile);
  if (lldp === undefined) return { info: [] };
  const info = lldp.length > 0 ? lldp : ((await vlanLines(settings.cdpFile)) ?? []);
  return info.length > 0 ? { info } : { info, error: 'No VLAN found' };
};

const readPublicIp = async ({ run, settings, paths }: InfoContext): Promise<Lines> => {
  try {
    return { info: linesOf((await run([paths.system(settings.publicIpScript)])).stdout) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { error: `Failed to detect public IP address: ${error.message}` };
  }
};
