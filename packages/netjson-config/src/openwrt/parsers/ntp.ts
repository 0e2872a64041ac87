import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castOptions } from '../../cast-options.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';
import { sectionTypes } from './section-types.ts';

const TYPES = sectionTypes(OPENWRT_SCHEMA.properties.ntp);

/** The last block `timeserver` -> `ntp`. */
export const parseNtp: SectionParser = ({ packages, document }) => {
  const server = takeBlocks(packages, 'system', ofType('timeserver')).at(-1);
  if (server === undefined) return;
  const ntp = castOptions(server.options, TYPES);
  if (server.name !== 'ntp') ntp.id = server.name;
  document.ntp = ntp;
};
