import { listIpLinks, type IpLink } from '../../../adapters/ip-links.ts';
import {
  describeLinks,
  groupBy,
  type InterfaceContext,
  type InterfaceObject,
} from '../interfaces/list-interfaces.ts';

/**
 * VLAN interfaces by the interface that they stand on.
 *
 * @param of one parent, which is answered even when it has none, or one id; otherwise all.
 * @throws CommandError
 */
export const listVlans = async (
  context: InterfaceContext,
  of: { parent?: string | undefined; id?: number | undefined } = {},
): Promise<Record<string, InterfaceObject[]>> => {
  const vlans = (await listIpLinks(context.run, context.settings.ip, { type: 'vlan' })).filter(
    (link) =>
      (of.id === undefined || idOf(link) === of.id) &&
      (of.parent === undefined || parentOf(link) === of.parent),
  );
  const parents = new Map(vlans.map((link) => [link.ifname, parentOf(link)]));
  return groupBy(
    await describeLinks(context, vlans),
    ({ ifname }) => parents.get(String(ifname)) ?? '',
    of.parent,
  );
};

const idOf = ({ linkinfo }: IpLink): unknown =>
  linkinfo?.info_kind === 'vlan' ? linkinfo.info_data?.['id'] : undefined;

/** A parent in another namespace has no name here; iproute2 calls it by its number. */
const parentOf = (link: IpLink): string => link.link ?? `if${String(link['link_index'])}`;
