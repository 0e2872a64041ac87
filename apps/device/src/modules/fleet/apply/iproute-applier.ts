import type { LinuxInterface, LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { ownProtocol } from '../../../platform/privileged/fleet-actions.ts';
import { makeLink, setBridge, setPortVlans, setWireguard } from '../network/make-link.ts';
import type { LinkState, NetworkState, RouteState } from '../network/network-state.ts';
import { readNetwork } from '../network/read-network.ts';
import { setLink } from '../network/set-link.ts';
import { setRoutes, setRules } from '../network/set-routes.ts';
import { definitionOf, madeLinks, wantedRoutes, wantedRules } from '../network/wanted-network.ts';
import type { NetworkApplier } from './network-applier.ts';

/** Sets up the network with the program `ip` alone, for boxes without systemd-networkd. */
export const iprouteApplier: NetworkApplier = {
  name: 'iproute2',
  wants: (purpose) => purpose !== 'networkd',
  manages: (unit) => unit !== 'systemd-networkd.service',

  apply: async (context, wanted, previous) => {
    await makeLinks(context, wanted, previous);
    await setLinks(context, wanted, previous);
    const { privileged, run, settings } = context;
    const current = await readNetwork(run, settings.ip);
    const described = new Map(wanted.interfaces.map((link) => [link.name, link]));
    await setRoutes(privileged, current.routes, wantedRoutes(wanted), (route) => isOurs(route, described));
    await setRules(privileged, current.rules, wantedRules(wanted));
    for (const link of wanted.interfaces) await setDynamicAddresses(context, link, current);
  },

  restore: async (context, before, attempted, previous) => {
    const failures: unknown[] = [];
    const attempt = async (step: () => Promise<unknown>): Promise<void> => {
      await step().catch((error: unknown) => failures.push(error));
    };
    const { privileged, run, settings } = context;
    const had = new Set(before.links.map(({ name }) => name));
    const now = await readNetwork(run, settings.ip);
    for (const link of madeLinks(attempted).toReversed()) {
      const isNew = !had.has(link.name) || isRedefined(link, previous);
      if (isNew && now.links.some(({ name }) => name === link.name))
        await attempt(() => privileged.perform('link-delete', { name: link.name }));
    }
    const left = await readNetwork(run, settings.ip);
    for (const link of madeLinks(previous)) {
      if (left.links.some(({ name }) => name === link.name)) continue;
      await attempt(() => makeLink(privileged, link));
    }
    await attempt(() => setUpLinks(context, previous));
    const { links, routes, rules } = await readNetwork(run, settings.ip);
    const touched = new Set([...attempted.interfaces, ...previous.interfaces].map(({ name }) => name));
    for (const saved of before.links.filter(({ name }) => touched.has(name))) {
      const current = links.find(({ name }) => name === saved.name);
      if (current !== undefined) await attempt(() => setLink(privileged, current, wantedOf(saved)));
    }
    for (const link of previous.interfaces) await attempt(() => setPortVlans(privileged, link));
    // Links that went up and down have lost routes, so all are looked at again.
    const after = await readNetwork(run, settings.ip).catch(() => ({ routes }));
    await attempt(() =>
      setRoutes(
        privileged,
        after.routes,
        before.routes,
        ({ protocol, interface: name }) =>
          protocol === ownProtocol || (name !== undefined && touched.has(name) && protocol !== 'ra'),
      ),
    );
    await attempt(() => setRules(privileged, rules, before.rules));
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map((failure) => (failure as Error).message).join('; '));
  },
};

/** A link as it was is what is wanted now, dynamic addresses and all. */
const wantedOf = ({ name, up, mac, mtu, master, addresses }: LinkState) => ({
  name,
  up,
  mac,
  mtu,
  master: master ?? null,
  addresses,
});

const isRedefined = (link: LinuxInterface, previous: LinuxManifest): boolean => {
  const former = madeLinks(previous).find(({ name }) => name === link.name);
  return former !== undefined && definitionOf(former) !== definitionOf(link);
};

const makeLinks = async (
  context: DeviceContext,
  wanted: LinuxManifest,
  previous: LinuxManifest,
): Promise<void> => {
  const { privileged, run, settings } = context;
  const { links } = await readNetwork(run, settings.ip);
  const present = new Set(links.map(({ name }) => name));
  const made = madeLinks(wanted);
  for (const link of madeLinks(previous).toReversed()) {
    const successor = made.find(({ name }) => name === link.name);
    const isObsolete = successor === undefined || definitionOf(successor) !== definitionOf(link);
    if (!isObsolete || !present.has(link.name)) continue;
    await privileged.perform('link-delete', { name: link.name });
    present.delete(link.name);
  }
  for (const link of made) if (!present.has(link.name)) await makeLink(privileged, link);
  await setUpLinks(context, wanted);
};

/** What made links need beside what all links have: keys and peers, options of bridges. */
const setUpLinks = async (
  { privileged, run, settings }: DeviceContext,
  wanted: LinuxManifest,
): Promise<void> => {
  const { links } = await readNetwork(run, settings.ip);
  for (const link of madeLinks(wanted)) {
    await setWireguard(privileged, link);
    const present = links.find(({ name }) => name === link.name);
    await setBridge(privileged, link, present?.details ?? {});
  }
};

const setLinks = async (
  context: DeviceContext,
  wanted: LinuxManifest,
  previous: LinuxManifest,
): Promise<void> => {
  const { privileged, run, settings } = context;
  const { links } = await readNetwork(run, settings.ip);
  const bridges = new Set(
    [...wanted.interfaces, ...previous.interfaces]
      .filter(({ kind }) => kind === 'bridge')
      .map(({ name }) => name),
  );
  for (const link of wanted.interfaces) {
    const current = links.find(({ name }) => name === link.name);
    if (current === undefined) throw new Error(`there is no interface ${link.name}`);
    const master = wantedMaster(link, current, bridges);
    await setLink(privileged, current, {
      name: link.name,
      ...(link.state === 'manual' ? {} : { up: link.state === 'up' }),
      mac: link.mac,
      mtu: link.mtu,
      ...(master === undefined ? {} : { master }),
      ...(link.described && link.state !== 'down' && link.kind !== 'loopback'
        ? {
            addresses: link.addresses.map(({ address, mask }) => ({
              local: address,
              prefixlen: mask,
              dynamic: false,
            })),
            keepsDynamic: new Set(link.dhcp),
          }
        : {}),
    });
    await setPortVlans(privileged, link);
  }
  // What a former configuration described and this one does not know any more gives its addresses back.
  for (const link of previous.interfaces) {
    if (!link.described || wanted.interfaces.some(({ name }) => name === link.name)) continue;
    const current = links.find(({ name }) => name === link.name);
    if (current !== undefined)
      await setLink(privileged, current, {
        name: link.name,
        addresses: [],
        keepsDynamic: new Set(['ipv4', 'ipv6']),
      });
  }
};

/** A port leaves a bridge only if that bridge is one of ours. */
const wantedMaster = (
  link: LinuxInterface,
  current: LinkState,
  ours: ReadonlySet<string>,
): string | null | undefined => {
  if (link.bridge_port?.by_hostapd) return undefined;
  if (link.bridge_port !== undefined) return link.bridge_port.bridge;
  return current.master !== undefined && ours.has(current.master) ? null : undefined;
};

/** Routes that we made, and the static ones of links whose routes the configuration tells. */
const isOurs = (
  { protocol, interface: name }: RouteState,
  described: ReadonlyMap<string, LinuxInterface>,
): boolean => {
  if (protocol === ownProtocol) return true;
  const link = name === undefined ? undefined : described.get(name);
  if (link === undefined || !link.described || protocol === 'ra') return false;
  return link.dhcp.length === 0;
};

const setDynamicAddresses = async (
  { privileged, log }: DeviceContext,
  link: LinuxInterface,
  before: NetworkState,
): Promise<void> => {
  if (!link.described || link.kind === 'loopback' || link.state === 'down') return;
  const hadDynamic = before.links
    .find(({ name }) => name === link.name)
    ?.addresses.some(({ dynamic, local }) => dynamic && !local.includes(':'));
  const key = `net.ipv6.conf.${link.name.replaceAll('.', '/')}.accept_ra`;
  await privileged
    .perform('kernel-set', { key, value: link.dhcp.includes('ipv6') ? '2' : '0' })
    .catch(() => undefined);
  if (link.dhcp.includes('ipv4'))
    await privileged
      .perform('dhcp-request', { name: link.name, namespace: undefined })
      .catch((error: unknown) => log.warn({ err: error, interface: link.name }, 'no address by DHCP yet'));
  else if (hadDynamic) await privileged.perform('dhcp-stop', { name: link.name, namespace: undefined });
};
