import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { auditOrigin, type AuditEntry } from '../../platform/audit.ts';
import type { Caller } from '../../platform/caller.ts';
import { keepEntry } from './record-entry.ts';

/** Milliseconds after which a request is taken for one that will never be answered. */
const longestAnswerMs = 900_000;
/** Left notes that are read at once. */
const batch = 200;

/** An entry that tells of a request alone: who has asked for what. */
export const requestEntry = (request: FastifyRequest, caller: Caller, action: string): AuditEntry => {
  const { method, url } = request.routeOptions;
  const [path = ''] = request.url.split('?');
  return {
    ...auditOrigin(request, caller),
    action,
    kind: 'request',
    objectId: path,
    label: `${[method].flat().join(' ')} ${url ?? path}`,
    organizationId: null,
    before: null,
    after: null,
  };
};

/** Notes of requests that may write: from the moment that their caller is known until they are answered. */
export interface BegunRequests {
  begin(request: FastifyRequest, caller: Caller): Promise<void>;
  /** Its entries are kept, or it has changed nothing. Does not fail: a note that stays is only told once too often. */
  answered(request: FastifyRequest): Promise<void>;
  /**
   * Adds an entry `interrupted` for each request that Netloom did not get to answer, because it was killed or lost its
   * database: what the request had changed by then may have no entry of its own. `all` is for when no other process can
   * be answering requests.
   */
  tellInterrupted(options?: { all?: boolean }): Promise<void>;
}

type Context = Pick<AppContext, 'database' | 'db' | 'secrets' | 'clock' | 'log'>;

export const createBegunRequests = (context: Context): BegunRequests => {
  const { db, clock, log } = context;
  const ids = new WeakMap<FastifyRequest, string>();

  return {
    begin: async (request, caller) => {
      const id = randomUUID();
      await db
        .insertInto('audit_begunrequest')
        .values({ id, created: clock(), entry: requestEntry(request, caller, 'interrupted') })
        .execute();
      ids.set(request, id);
    },
    answered: async (request) => {
      const id = ids.get(request);
      if (id === undefined) return;
      try {
        await db.deleteFrom('audit_begunrequest').where('id', '=', id).execute();
      } catch (error) {
        log.warn({ err: error }, 'the audit log will tell an answered request as interrupted');
      }
    },
    tellInterrupted: async ({ all = false } = {}) => {
      const until = new Date(clock().getTime() - (all ? 0 : longestAnswerMs));
      for (;;) {
        const left = await db
          .selectFrom('audit_begunrequest')
          .selectAll()
          .where('created', '<=', until)
          .orderBy('created')
          .limit(batch)
          .execute();
        for (const { id, entry, created } of left) {
          await keepEntry(context, { ...entry, after: { begun: created.toISOString() } });
          await db.deleteFrom('audit_begunrequest').where('id', '=', id).execute();
        }
        if (left.length < batch) return;
      }
    },
  };
};
