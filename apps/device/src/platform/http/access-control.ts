import type { FastifyRequest } from 'fastify';
import { detailError } from './answer-error.ts';

/**
 * Who may call an operation (device service, section 3.0):
 *
 * - `box-or-token`: a call from this box is signed with the shared secret, any other has a token;
 * - `token`: a token, from anywhere;
 * - `box`: only from this box, signed;
 * - `open`: anybody.
 */
export type Access = 'box-or-token' | 'token' | 'box' | 'open';

/** Who called. */
export interface Client {
  /** As a proxy on this box told it, or of the peer; undefined on a Unix socket without a proxy. */
  address: string | undefined;
  /** The name that the token was issued for; undefined without a token. */
  deviceId: string | undefined;
}

/** What an access check sees of a request. `body` are the bytes as received. */
export interface AccessRequest {
  request: FastifyRequest;
  access: Access;
  body: Uint8Array;
  /** A token that came by another way than the `Authorization` header: WebSockets of browsers have no headers. */
  token?: string;
}

type Check = (attempt: AccessRequest) => Promise<Client>;

/** The check of who calls. The auth module brings it; until then, and while it cannot work, nobody gets in. */
export interface AccessControl {
  /** @throws AnswerError 401, 403, 503 */
  check: Check;
  use(check: Check): void;
}

/** Lets nobody in until a check is given. */
export const createAccessControl = (): AccessControl => {
  let current: Check = async () => {
    throw detailError(503, 'Security system unavailable');
  };
  return { check: (attempt) => current(attempt), use: (check) => void (current = check) };
};
