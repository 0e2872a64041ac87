import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';

/** Who acted. */
export interface AuditActor {
  /** Null when it is not known: a login that failed, the command line. */
  userId: string | null;
  username: string;
  /** How they proved who they are; `login`: by the name and password of this request. */
  via: 'session' | 'token' | 'login' | 'command-line';
  /** For tokens that have a name. */
  tokenName?: string;
}

/** Who sent a request, and from where. */
export interface AuditOrigin {
  actor: AuditActor;
  ip: string;
  /** Names the request in the program's log too (`reqId`). */
  requestId: string;
}

/** One thing that somebody did. */
export interface AuditEntry extends AuditOrigin {
  /** `created`, `updated`, `deleted`, or what else was done: `activated`, `password-changed`, `logged-in`. */
  action: string;
  /** Kind of object, as live changes name it: `device`, `template`, `organization`, … */
  kind: string;
  /** Empty when no object is concerned. */
  objectId: string;
  /** How people call the object. */
  label: string;
  /** Whose managers may see the entry; null: superusers alone. */
  organizationId: string | null;
  /** The fields that differ, as they were; all of them when the object was deleted, null when there was none. */
  before: Readonly<Record<string, unknown>> | null;
  /** The same fields as they are now; null when there is no object any more. */
  after: Readonly<Record<string, unknown>> | null;
}

/** Keeps an entry. Does not fail: what cannot be kept goes to the program's log. */
export type RecordEntry = (entry: AuditEntry) => Promise<void>;

/** Where the audit module puts its way of keeping entries, and where everybody else hands theirs in. */
export interface Audit {
  use(record: RecordEntry): void;
  /** False when entries go nowhere: spares collecting what was before and after. */
  readonly isKept: boolean;
  /** Hands in what was done. Call it after the commit, outside every transaction, and before the answer is sent. */
  record: RecordEntry;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False for a route that changes nothing although its method says so: its requests leave no entry. */
    audit?: false;
  }
}

export const createAudit = (): Audit => {
  let keeper: RecordEntry | undefined;
  return {
    use: (record) => {
      keeper = record;
    },
    get isKept() {
      return keeper !== undefined;
    },
    record: async (entry) => keeper?.(entry),
  };
};

/** Who sent this request, and from where. */
export const auditOrigin = (request: FastifyRequest, caller: Caller): AuditOrigin => ({
  actor: {
    userId: caller.userId,
    username: caller.username,
    via: caller.via,
    ...(caller.token ? { tokenName: caller.token.name } : {}),
  },
  ip: request.ip,
  requestId: request.id,
});
