import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { isSafe } from '../../platform/authentication.ts';
import type { AuditEntry, RecordEntry } from '../../platform/audit.ts';
import { requestEntry, type BegunRequests } from './begun-requests.ts';

const mayWrite = (request: FastifyRequest): boolean =>
  !isSafe(request) && request.url.startsWith('/api/') && request.routeOptions.config.audit !== false;

/**
 * Watches the requests that may write. One that succeeds for a known caller without an entry of its own gets a plain
 * one, which tells the route alone: no write is missing because somebody forgot to record it. Routes that change
 * nothing say so with `config: { audit: false }`. Until its answer each is noted as begun.
 *
 * Returns `record` with its calls noted.
 */
export const recordOtherWrites = (
  { http, auth }: Pick<AppContext, 'http' | 'auth'>,
  record: RecordEntry,
  begun: Pick<BegunRequests, 'begin' | 'answered'>,
): RecordEntry => {
  const unrecorded = new Set<string>();

  http.addHook('onRequest', async (request) => {
    if (mayWrite(request)) unrecorded.add(request.id);
  });
  auth.beforeWrites(async (request, caller) => {
    if (mayWrite(request)) await begun.begin(request, caller);
  });
  http.addHook('onSend', async (request, reply) => {
    if (unrecorded.delete(request.id) && reply.statusCode < 400) {
      const caller = await auth.known(request);
      if (caller) await record(requestEntry(request, caller, 'requested'));
    }
    await begun.answered(request);
  });

  return async (entry: AuditEntry) => {
    unrecorded.delete(entry.requestId);
    await record(entry);
  };
};
