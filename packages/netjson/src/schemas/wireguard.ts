import type { JsonSchema } from '../json-schema.ts';
import { filesSection } from './files.ts';
import { wireguardSection } from './wireguard/instances.ts';

/** Configuration of WireGuard servers, in the form of `wg-quick`. */
export const WIREGUARD_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  properties: { wireguard: wireguardSection, files: filesSection },
  required: ['wireguard'],
} satisfies JsonSchema;
