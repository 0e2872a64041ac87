import { ApiError, call } from './api.ts';
import { card, element, errorBox, facts, scrollBox, stateWord, tableHead } from './element.ts';
import { repeat, type View } from './view.ts';

interface Info {
  model: string;
  name: string;
  hostname: string;
  software_version: string;
  mode: string;
}

interface Stats {
  ip: string;
  cpu: string;
  ram: string;
  disk: string;
  cpu_temp: string;
  uptime: string;
}

interface Link {
  ifname: string;
  operstate: string;
  flags: readonly string[];
  address?: string;
  mtu: number;
  link_speed?: number;
  addr_info: readonly { local?: string; prefixlen?: number; scope?: string | number }[];
}

const refreshMs = 5000;

/** The box, how it does, and its interfaces. */
export const statusView: View = {
  id: 'status',
  title: 'Status',
  show: async (place, signal) => {
    const about = element('div');
    const health = element('div');
    const links = scrollBox('Interfaces');
    place.replaceChildren(
      element('div', { class: 'columns' }, card('This box', about), card('How it does', health)),
      card('Interfaces', links),
    );
    const info = await call<Info>('GET', '/system/device/info');
    document.querySelector('#title')?.replaceChildren(info.name);
    document.title = info.name;
    about.replaceChildren(
      facts([
        ['Model', info.model],
        ['Name', info.hostname],
        ['Software', info.software_version],
        ['Mode', info.mode],
      ]),
    );
    await repeat(refreshMs, signal, async () => {
      await fill(health, async () => {
        const stats = await call<Stats>('GET', '/system/device/stats');
        return facts([
          ['Address', stats.ip],
          ['Processor', stats.cpu],
          ['Memory', stats.ram],
          ['Disk', stats.disk],
          ['Temperature', stats.cpu_temp === 'unknown' ? null : stats.cpu_temp],
          ['Running for', stats.uptime],
        ]);
      });
      await fill(links, async () =>
        linkTable(await call<Record<string, Link[]>>('GET', '/network/interfaces')),
      );
    });
  },
};

/** One part that cannot be had does not take the others along. */
const fill = async (place: HTMLElement, make: () => Promise<HTMLElement>): Promise<void> => {
  try {
    place.replaceChildren(await make());
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 0)) throw error;
    place.replaceChildren(errorBox((error as Error).message));
  }
};

const linkTable = (links: Readonly<Record<string, Link[]>>): HTMLElement =>
  element(
    'table',
    {},
    tableHead(['Name', 'State', 'Addresses', 'Hardware']),
    element(
      'tbody',
      {},
      ...Object.values(links)
        .flat()
        .map((link) =>
          element(
            'tr',
            {},
            element('td', {}, link.ifname),
            element('td', {}, linkState(link)),
            element(
              'td',
              {},
              ...link.addr_info
                .filter(({ local, scope }) => local !== undefined && scope !== 'link')
                .map(({ local, prefixlen }) => element('div', {}, `${local ?? ''}/${prefixlen ?? ''}`)),
            ),
            element('td', {}, link.address ?? ''),
          ),
        ),
    ),
  );

const linkState = ({ flags, operstate, link_speed: speed }: Link): HTMLElement => {
  if (!flags.includes('UP')) return stateWord('off', 'off');
  if (operstate === 'DOWN' || !flags.includes('LOWER_UP')) return stateWord('warn', 'no link');
  return stateWord('ok', speed === undefined ? 'up' : `up, ${speed} Mbit/s`);
};
