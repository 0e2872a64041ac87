import type { ConfigStatus } from './device.ts';

export interface NamedCount {
  name: string;
  count: number;
}

/** The fleet at a glance. */
export interface Overview {
  devices: {
    total: number;
    by_status: Record<ConfigStatus | 'unknown', number>;
    seen: { recent: number; stale: number; never: number };
  };
  models: NamedCount[];
  os: NamedCount[];
  systems: NamedCount[];
  recent: {
    id: number;
    created: string;
    device: { id: string; name: string };
    status: ConfigStatus;
    reason: string;
  }[];
  new_devices: { id: string; name: string; created: string }[];
  jobs: { pending_changes: number };
}
