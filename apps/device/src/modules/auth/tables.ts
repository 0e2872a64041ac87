import type { Generated } from 'kysely';

interface Stamped {
  /** Naive UTC text, `YYYY-MM-DD HH:MM:SS`, as in all columns of times here: existing tools read this database. */
  created_at: Generated<string>;
  updated_at: string | null;
}

interface SigningKeyTable extends Stamped {
  id: Generated<number>;
  /** The text of the key, sealed. */
  key: string;
  active: boolean;
}

/** A client: whoever calls with tokens that were issued for this name. */
interface ClientTable extends Stamped {
  device_id: string;
  first_seen: string;
  last_seen: string | null;
}

interface TokenTable extends Stamped {
  id: Generated<number>;
  /** Keyed digest of the exact text of the token: the token itself is not kept. */
  token: string;
  expires_at: string;
  revoked: boolean;
  key_id: number;
  device_id: string;
}

interface ActivityTable extends Stamped {
  id: Generated<number>;
  device_id: string;
  endpoint: string;
  status_code: number;
}

interface ClientStatisticsTable extends Stamped {
  device_id: string;
  request_count: number;
  error_count: number;
  endpoint_count: number;
  last_activity: string | null;
}

declare module '@netloom/server-kit' {
  interface Tables {
    signing_keys: SigningKeyTable;
    devices: ClientTable;
    tokens: TokenTable;
    device_activity: ActivityTable;
    device_activity_recent: ActivityTable;
    device_stats: ClientStatisticsTable;
  }
}

/** Without these the service cannot tell who calls. */
export const requiredTables = [
  'signing_keys',
  'devices',
  'tokens',
  'device_activity',
  'device_activity_recent',
  'device_stats',
] as const;
