import type { JsonSchema } from '../json-schema.ts';
import { openvpnTunnelDefinitions } from './openvpn/tunnel.ts';
import { tcOptionsSection } from './openwisp/tc-options.ts';
import { generalSection } from './openwrt/general.ts';
import { OPENWRT_SCHEMA } from './openwrt.ts';

const { tunnel } = openvpnTunnelDefinitions;

/** Configuration of a device that runs OpenWISP Firmware 1.x: OpenWrt with a few differences. */
export const OPENWISP_SCHEMA = {
  ...OPENWRT_SCHEMA,
  definitions: {
    ...OPENWRT_SCHEMA.definitions,
    tunnel: {
      ...tunnel,
      properties: {
        ...tunnel.properties,
        comp_lzo: {
          ...tunnel.properties.comp_lzo,
          enum: ['adaptive', '1', 'yes', '0', 'no'],
          default: 'adaptive',
          options: { enum_titles: ['Adaptive', 'On (1)', 'On (yes)', 'Off (0)', 'Off (no)'] },
        },
      },
    },
  },
  properties: {
    ...OPENWRT_SCHEMA.properties,
    general: { ...generalSection, required: ['hostname'] },
    tc_options: tcOptionsSection,
  },
} satisfies JsonSchema;
