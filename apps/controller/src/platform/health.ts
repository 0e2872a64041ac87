import type { Database } from '@netloom/server-kit';
import type { FastifyInstance } from 'fastify';

/** `GET /healthz` (alive) and `GET /readyz` (database reachable, everything started). */
export const registerHealth = (
  http: FastifyInstance,
  state: { database: Database; isReady(): boolean },
): void => {
  http.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  http.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const database = await state.database.ping().then(
      () => 'ok',
      () => 'unavailable',
    );
    const ready = state.isReady() && database === 'ok';
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks: { database } });
  });
};
