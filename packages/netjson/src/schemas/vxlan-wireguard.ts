import type { JsonSchema } from '../json-schema.ts';
import { vxlanSection } from './vxlan/instances.ts';
import { WIREGUARD_SCHEMA } from './wireguard.ts';

/** Configuration of WireGuard servers that carry VXLAN tunnels. */
export const VXLAN_WIREGUARD_SCHEMA = {
  ...WIREGUARD_SCHEMA,
  properties: { ...WIREGUARD_SCHEMA.properties, vxlan: vxlanSection },
} satisfies JsonSchema;
