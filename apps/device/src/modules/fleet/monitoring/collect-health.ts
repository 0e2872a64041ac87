import { hostname } from 'node:os';
import { readFile } from 'node:fs/promises';
import { askIp } from '../../../adapters/ip-json.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { collectInterfaces } from './collect-interfaces.ts';
import { collectResources } from './collect-resources.ts';

/**
 * The health of this box as NetJSON DeviceMonitoring, in the form that OpenWrt's agent sends (monitoring, section
 * 5.2). What cannot be read is left out: a document with a hole is worth more than none.
 */
export const collectHealth = async (context: DeviceContext): Promise<Readonly<Record<string, unknown>>> => {
  const { clock, paths } = context;
  const orNothing = async <Value>(part: Promise<Value>): Promise<Value | undefined> =>
    part.catch((error: unknown) => {
      context.log.debug({ err: error }, 'a part of the health cannot be read');
      return undefined;
    });
  const [uptime, resources, interfaces, neighbors, resolver] = await Promise.all([
    orNothing(readFile('/proc/uptime', 'utf8')),
    orNothing(collectResources()),
    orNothing(collectInterfaces(context)),
    orNothing(collectNeighbors(context)),
    orNothing(readFile(paths.system('/etc/resolv.conf'), 'utf8')),
  ]);
  const now = clock();
  const localSeconds = Math.floor(now.getTime() / 1000) - now.getTimezoneOffset() * 60;
  const servers = resolverWords(resolver, 'nameserver').flatMap((words) => words.slice(0, 1));
  const search = resolverWords(resolver, 'search').flat();
  return {
    type: 'DeviceMonitoring',
    general: {
      hostname: hostname(),
      local_time: localSeconds,
      ...(uptime === undefined ? {} : { uptime: Math.floor(Number.parseFloat(uptime)) }),
    },
    ...(resources === undefined ? {} : { resources }),
    ...(interfaces === undefined || interfaces.length === 0 ? {} : { interfaces }),
    ...(neighbors === undefined || neighbors.length === 0 ? {} : { neighbors }),
    ...(servers.length === 0 ? {} : { dns_servers: servers }),
    ...(search.length === 0 ? {} : { dns_search: search }),
  };
};

/** The words behind a keyword of resolv.conf(5), line by line. */
const resolverWords = (text = '', keyword: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first === keyword)
    .map(([, ...words]) => words);

interface Neighbor {
  ip: string;
  interface: string;
  mac?: string;
  state: string;
}

const collectNeighbors = async ({ run, settings }: DeviceContext): Promise<Neighbor[]> => {
  const found = await askIp(run, settings.ip, ['neigh', 'show']);
  return found.flatMap((neighbor): Neighbor[] => {
    const { dst, dev, lladdr, state } = neighbor;
    if (typeof dst !== 'string' || typeof dev !== 'string') return [];
    const first: unknown = Array.isArray(state) ? state[0] : undefined;
    return [
      {
        ip: dst,
        interface: dev,
        ...(typeof lladdr === 'string' ? { mac: lladdr } : {}),
        state: typeof first === 'string' ? first : '',
      },
    ];
  });
};
