import type { Schemas } from '@netloom/api-client';
import type { JsonObject } from '@netloom/netjson';

export type Organization = Schemas['Organization'];

/** How devices join an organization, and what they share. */
export interface OrganizationSettings {
  organization: string;
  registration_enabled: boolean;
  shared_secret: string;
  context: JsonObject;
  /** 0: unlimited; null: no new devices. */
  device_limit: number | null;
}
