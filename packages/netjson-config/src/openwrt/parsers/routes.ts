import type { JsonObject } from '@netloom/netjson';
import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castInteger, castOptions } from '../../cast-options.ts';
import { formatIpAddress } from '../../network/ip-interface.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { parseAddress } from './interface-addresses.ts';
import { optionText, requireOption } from './option-text.ts';
import { sectionTypes } from './section-types.ts';

const TYPES = sectionTypes(OPENWRT_SCHEMA.properties.routes);

/** Blocks `route` and `route6` -> `routes`. */
export const parseRoutes: SectionParser = ({ packages, document }) => {
  const routes = takeBlocks(packages, 'network', ofType('route', 'route6')).map(parseRoute);
  if (routes.length > 0) document.routes = routes;
};

function parseRoute(block: TakenBlock): JsonObject {
  const {
    interface: device = '',
    target: _,
    netmask: __,
    gateway = '',
    metric = '0',
    ...rest
  } = block.options;
  const route = castOptions(rest, TYPES);
  if (block.name !== `route${block.position}`) route.name = block.name;
  return {
    ...route,
    device,
    destination: destinationOf(block),
    next: gateway,
    cost: castInteger('metric', metric),
  };
}

/** The target with its prefix length; the bits after the prefix stay as they are. */
function destinationOf(block: TakenBlock): string {
  const target = requireOption(block, 'target');
  const netmask = optionText(block.options, 'netmask');
  const address = parseAddress(
    target.includes('/') || netmask === undefined ? target : `${target}/${netmask}`,
  );
  return `${formatIpAddress(address)}/${address.prefix}`;
}
