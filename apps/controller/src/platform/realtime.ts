import type { PermissionModel } from './authentication.ts';

/**
 * Messages to open consoles, by topic. Consoles connect to `/ws/v1/live` with their session and get what they may
 * see; what happens within a quarter of a second arrives as one message. A connection lasts no longer than what it was
 * opened with: see `closeCodes` in `live-updates.ts`.
 */
export interface Realtime {
  /**
   * Tells consoles that an object changed. Only those hear of it who may view objects of its kind. Its organization
   * decides which of them (null: shared, every manager), or its organizations where it has several, such as a user:
   * without any, superusers alone.
   * `patch` holds the fields that lists show, so that most views need not ask again.
   */
  changed(change: LiveChange): void;
  /**
   * Ends the connections of a user (or of everybody) whose rights have changed: a console connects again at once,
   * with what it may see now.
   */
  reconnect(userId?: string): void;
}

export type LiveChange = ({ organizationId: string | null } | { organizationIds: readonly string[] }) & {
  /** Kind of object: `device`, `template`, `organization`, … */
  kind: string;
  /** Who may view objects of this kind. */
  permission: PermissionModel;
  id: string;
  action: 'created' | 'updated' | 'deleted';
  patch?: Readonly<Record<string, unknown>>;
};
