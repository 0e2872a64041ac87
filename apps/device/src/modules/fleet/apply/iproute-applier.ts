import { setTimeout as sleep } from 'node:timers/promises';
import type { LinuxInterface, LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { ownProtocol } from '../../../platform/privileged/fleet-routing-actions.ts';
import { endLease, hasLease, requestLease } from '../network/dhcp-client.ts';
import { advertisementsKey, setKernelSetting } from '../network/kernel-settings.ts';
import { makeLink, setWireguard } from '../network/make-link.ts';
import { restoreBridge, setBridge } from '../network/set-bridge.ts';
import { readPortVlans, setPortVlans, wantedVlans } from '../network/set-port-vlans.ts';
import type { RouteState } from '../../../platform/routing-state.ts';
import type { LinkState, NetworkState } from '../network/network-state.ts';
import { readNetwork } from '../network/read-network.ts';
import { setLink, wantedOf } from '../network/set-link.ts';
import { setRoutes, setRules } from '../network/set-routes.ts';
import { definitionOf, isSetUp, madeLinks, wantedRoutes, wantedRules } from '../network/wanted-network.ts';
import type { NetworkApplier } from './network-applier.ts';

/** Sets up the network with the program `ip` alone, for boxes without systemd-networkd. */
export const iprouteApplier = ({ setsResolver }: Pick<NetworkApplier, 'setsResolver'>): NetworkApplier => ({
  name: 'iproute2',
  wants: (purpose) => purpose !== 'networkd',
  setsResolver,
  manages: (unit) => unit !== 'systemd-networkd.service',

  apply: async (context, wanted, previous) => {
    await makeLinks(context, wanted, previous);
    await endLeases(context, wanted, previous);
    await setLinks(context, wanted, previous);
    const { privileged } = context;
    const routes = wantedRoutes(wanted);
    const current = await settledNetwork(context, routes);
    const described = new Map(wanted.interfaces.map((link) => [link.name, link]));
    await setRoutes(privileged, current.routes, routes, (route) => isOurs(route, described));
    await setRules(privileged, current.rules, wantedRules(wanted));
    for (const link of wanted.interfaces) {
      if (!isSetUp(link)) continue;
      // A kernel without IPv6 has none of it.
      await setKernelSetting(context, advertisementsKey(link), link.dhcp.includes('ipv6') ? '2' : '0').catch(
        () => undefined,
      );
      if (link.dhcp.includes('ipv4')) await requestLease(context, link.name);
    }
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
    const saved = before.links.filter(({ name }) => touched.has(name));
    const currentOf = (link: LinkState): LinkState | undefined =>
      links.find(({ name }) => name === link.name);
    for (const link of saved) {
      const current = currentOf(link);
      if (current === undefined) continue;
      if (!hasLease(link)) await attempt(() => endLease(context, link.name, current));
      await attempt(() => restoreBridge(privileged, current, link));
    }
    for (const link of saved) {
      const current = currentOf(link);
      if (current !== undefined) await attempt(() => setLink(privileged, current, wantedOf(link)));
    }
    await attempt(() => setVlansOfPorts(context, previous));
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
    for (const link of saved) if (hasLease(link)) await attempt(() => requestLease(context, link.name));
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map((failure) => (failure as Error).message).join('; '));
  },
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
    await setBridge(privileged, link, present);
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
      ...(isSetUp(link)
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
  }
  await setVlansOfPorts(context, wanted);
  // What a former configuration described and this one does not know any more gives its addresses back.
  for (const link of previous.interfaces) {
    if (wanted.interfaces.some(({ name }) => name === link.name)) continue;
    const current = links.find(({ name }) => name === link.name);
    if (current === undefined) continue;
    const isOurPort = current.master !== undefined && bridges.has(current.master);
    await setLink(privileged, current, {
      name: link.name,
      ...(isOurPort ? { master: null } : {}),
      ...(link.described && link.kind !== 'loopback'
        ? {
            addresses: [],
            keepsDynamic: new Set(link.dhcp.includes('ipv4') ? ['ipv6'] : ['ipv4', 'ipv6']),
          }
        : {}),
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

/** Ends the DHCP clients of links that are to have no address from them (any more). */
const endLeases = async (
  context: DeviceContext,
  wanted: LinuxManifest,
  previous: LinuxManifest,
): Promise<void> => {
  const { links } = await readNetwork(context.run, context.settings.ip);
  const asks = ({ described, dhcp }: LinuxInterface): boolean => described && dhcp.includes('ipv4');
  const named = new Set(wanted.interfaces.map(({ name }) => name));
  const ending = [
    ...wanted.interfaces.filter((link) => link.described && !(isSetUp(link) && asks(link))),
    ...previous.interfaces.filter((link) => asks(link) && !named.has(link.name)),
  ];
  for (const { name } of ending)
    await endLease(
      context,
      name,
      links.find((link) => link.name === name),
    );
};

const settlePauseMs = 100;
const settleAttempts = 30;

/** The network as it is, once the addresses that routes are to be sent from can be used. */
const settledNetwork = async (
  { run, settings }: DeviceContext,
  routes: readonly RouteState[],
): Promise<NetworkState> => {
  const sources = new Set(routes.map(({ source }) => source));
  for (let attempt = 1; ; attempt++) {
    const network = await readNetwork(run, settings.ip);
    const isWaiting = network.links.some(({ up, addresses }) =>
      addresses.some(({ local, tentative }) => up && tentative === true && sources.has(local)),
    );
    if (!isWaiting || attempt === settleAttempts) return network;
    await sleep(settlePauseMs);
  }
};

const setVlansOfPorts = async (
  { privileged, run, settings }: DeviceContext,
  { interfaces }: LinuxManifest,
): Promise<void> => {
  const filtered = interfaces.filter((link) => wantedVlans(link) !== undefined);
  if (filtered.length === 0) return;
  const present = await readPortVlans(run, settings.bridge);
  for (const link of filtered) await setPortVlans(privileged, link, present.get(link.name) ?? []);
};
