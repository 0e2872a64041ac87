import type { DeviceContext } from '../../../platform/device-context.ts';
import { detailError } from '../../../platform/http/answer-error.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import { object, text } from '../../../platform/model/model.ts';
import { grantOf } from '../check-access.ts';
import type { Security } from '../security.ts';

const tag = 'authentication';
const clientName = object({
  device_id: text({ description: 'Name of the client, of its own choosing.' }),
});
const longestName = 200;

const requireName = (name: string): void => {
  if (name === '') throw detailError(412, 'Device ID (did) is required');
  if (name.length > longestName)
    throw detailError(422, [
      {
        type: 'string_too_long',
        loc: ['body', 'device_id'],
        msg: `String should have at most ${longestName} characters`,
        input: null,
        ctx: { max_length: longestName },
      },
    ]);
};

/** Issuing and revoking tokens. */
export const declareTokenOperations = (context: DeviceContext, security: Security): void => {
  const vault = () => {
    const credentials = security.current();
    if (!credentials) throw detailError(503, 'Security system unavailable');
    return credentials.vault;
  };

  declareOperation(context, {
    method: 'POST',
    path: '/auth/token',
    tag,
    summary: 'Issue a token for a client',
    description:
      'The first token of a client elsewhere is issued by a signed call on this box. Older tokens of the client stay good; to renew one, issue another.',
    access: 'box-or-token',
    body: clientName,
    answer: {
      type: 'object',
      properties: { access_token: { type: 'string' }, token_type: { const: 'bearer' } },
      required: ['access_token', 'token_type'],
    },
    errors: { 412: 'The name is empty.', 503: 'Tokens cannot be stored now.' },
    handle: async ({ body }) => {
      requireName(body.device_id);
      return { access_token: await vault().issue(body.device_id), token_type: 'bearer' };
    },
  });

  declareOperation(context, {
    method: 'DELETE',
    path: '/auth/token',
    tag,
    summary: 'Revoke the token of this request',
    description: 'The token in `Authorization` is revoked, at once. The name in the body is only asked for.',
    access: 'token',
    body: clientName,
    answer: {
      type: 'object',
      properties: {
        status: { enum: ['success'] },
        message: { type: 'string' },
        device_id: { type: 'string' },
      },
      required: ['status', 'message', 'device_id'],
    },
    errors: { 412: 'The name is empty.', 503: 'The database cannot be used now.' },
    handle: async ({ body, request }) => {
      if (!(request.headers.authorization ?? '').startsWith('Bearer '))
        throw detailError(401, 'Invalid authorization header');
      requireName(body.device_id);
      const grant = grantOf(request);
      if (!grant) throw detailError(401, 'Unauthorized');
      await vault().revoke(grant.id);
      return { status: 'success', message: 'Token revoked', device_id: grant.deviceId };
    },
  });
};
