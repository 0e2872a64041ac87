import { tooManyRequests } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { authThrottle } from '../../platform/settings.ts';
import { createSharedThrottle } from '../../platform/shared-throttle.ts';
import { clientNetwork } from './client-network.ts';

/**
 * A hook that counts requests to the endpoints that take passwords, one counter for all of them; successful requests
 * count as well (REST conventions, section 4.6). `userId` is who calls, if that is known: otherwise the address counts.
 */
export type CountAuthRequest = (request: FastifyRequest, userId?: string) => Promise<void>;

/** @throws (the hook) HttpError 429 with the time to wait. */
export const createAuthThrottle = (
  context: Pick<AppContext, 'settings' | 'events' | 'clock'>,
): CountAuthRequest => {
  const rate = authThrottle(context.settings);
  const limiter = rate && createSharedThrottle(context, 'authentication', rate);
  return async (request, userId) => {
    const seconds =
      limiter?.take(userId === undefined ? `client ${clientNetwork(request.ip)}` : `user ${userId}`) ?? 0;
    if (seconds > 0) throw tooManyRequests(seconds);
  };
};
