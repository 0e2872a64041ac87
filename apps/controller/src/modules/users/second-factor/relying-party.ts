import type { FastifyRequest } from 'fastify';
import type { ControllerSettings } from '../../../platform/settings.ts';

/** Whom passkeys are for (WebAuthn): they are bound to the name of the host, and work nowhere else. */
export interface RelyingParty {
  /** Name of the host, without a port. */
  id: string;
  name: string;
  /** Scheme, host and port of the console. */
  origin: string;
}

/**
 * By NETLOOM_SITE_URL; without it by what the browser calls the host. A wrong name in a request helps nobody: what the
 * browser signs names the page's true origin.
 */
export const relyingParty = (
  request: FastifyRequest,
  settings: Pick<ControllerSettings, 'siteName' | 'siteUrl'>,
): RelyingParty => {
  const { origin, hostname } = new URL(settings.siteUrl ?? `${request.protocol}://${request.host}`);
  return { id: hostname, name: settings.siteName, origin };
};
