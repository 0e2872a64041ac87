import type { JsonObject } from '@netloom/netjson';

/** Who did what to which object, when and from where. */
export interface AuditEntry {
  /** Number in the log. */
  id: number;
  created: string;
  username: string;
  /** How the user proved who they are: `session`, `token`, … */
  via: string;
  token_name: string | null;
  ip: string;
  action: string;
  /** Kind of the object: `device`, `template`, … */
  kind: string;
  /** Id of the object. */
  object: string;
  /** Name of the object. */
  label: string;
  organization: string | null;
  /** What changed, as it was and as it became; secrets are masked. */
  before: JsonObject | null;
  after: JsonObject | null;
}
