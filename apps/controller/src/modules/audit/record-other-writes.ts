import type { AppContext } from '../../platform/app-context.ts';
import { auditOrigin, type AuditEntry, type RecordEntry } from '../../platform/audit.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Watches the requests that may write. One that succeeds for a known caller without an entry of its own gets a plain
 * one, which tells the route alone: no write is missing because somebody forgot to record it. Routes that change
 * nothing say so with `config: { audit: false }`.
 *
 * Returns `record` with its calls noted.
 */
export const recordOtherWrites = (
  { http, auth }: Pick<AppContext, 'http' | 'auth'>,
  record: RecordEntry,
): RecordEntry => {
  const unrecorded = new Set<string>();

  http.addHook('onRequest', async (request) => {
    if (safeMethods.has(request.method) || !request.url.startsWith('/api/')) return;
    if (request.routeOptions.config.audit !== false) unrecorded.add(request.id);
  });
  http.addHook('onSend', async (request, reply) => {
    if (!unrecorded.delete(request.id) || reply.statusCode >= 400) return;
    const caller = await auth.known(request);
    if (!caller) return;
    const { method, url } = request.routeOptions;
    const [path = ''] = request.url.split('?');
    await record({
      ...auditOrigin(request, caller),
      action: 'requested',
      kind: 'request',
      objectId: path,
      label: `${[method].flat().join(' ')} ${url ?? path}`,
      organizationId: null,
      before: null,
      after: null,
    });
  });

  return async (entry: AuditEntry) => {
    unrecorded.delete(entry.requestId);
    await record(entry);
  };
};
