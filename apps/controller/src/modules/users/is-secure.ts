import type { FastifyRequest } from 'fastify';
import type { ControllerSettings } from '../../platform/settings.ts';

/**
 * True when the browser has come over TLS, so that its cookies may be for TLS alone. Behind a proxy that is not among
 * the trusted ones a secure page looks insecure here: then NETLOOM_SITE_URL tells, for the name that it has.
 */
export const isSecure = (
  request: FastifyRequest,
  { siteUrl }: Pick<ControllerSettings, 'siteUrl'>,
): boolean => {
  if (request.protocol === 'https') return true;
  const site = siteUrl === undefined ? null : URL.parse(siteUrl);
  return site?.protocol === 'https:' && site.host === URL.parse(`https://${request.host}`)?.host;
};
