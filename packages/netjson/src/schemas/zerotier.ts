import type { JsonSchema } from '../json-schema.ts';
import { filesSection } from './files.ts';
import { zerotierNetworksSection } from './zerotier/instances.ts';
import { zerotierNetworkDefinitions } from './zerotier/network.ts';

/** Configuration of the networks of a ZeroTier controller. */
export const ZEROTIER_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  definitions: zerotierNetworkDefinitions,
  properties: { zerotier: zerotierNetworksSection, files: filesSection },
  required: ['zerotier'],
} satisfies JsonSchema;
