import type { JsonObject } from '@netloom/netjson';

export interface Organization {
  id: string;
  name: string;
  is_active: boolean;
  slug: string;
  description: string;
  email: string;
  url: string;
  created: string;
  modified: string;
}

/** How devices join an organization, and what they share. */
export interface OrganizationSettings {
  organization: string;
  registration_enabled: boolean;
  shared_secret: string;
  context: JsonObject;
  /** 0: unlimited; null: no new devices. */
  device_limit: number | null;
}
