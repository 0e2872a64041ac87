import { parseControllerUrl } from '@netloom/agent-protocol/controller-url';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { detailError } from '../../../platform/http/answer-error.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import { boolean, list, object, text, withDefault } from '../../../platform/model/model.ts';
import { valueError } from '../../../platform/model/problem.ts';
import type { Fleet } from '../fleet.ts';

const tag = 'fleet';
const state = {
  type: 'object',
  properties: {
    phase: {
      enum: [
        'not-joined',
        'registering',
        'refused',
        'in-step',
        'applying',
        'rolling-back',
        'unreachable',
        'removed',
      ],
    },
    url: { type: ['string', 'null'] },
    device_id: { type: ['string', 'null'] },
    name: { type: ['string', 'null'] },
    applied_checksum: { type: ['string', 'null'] },
    applied_at: { type: ['string', 'null'], format: 'date-time' },
    failed_checksum: { type: ['string', 'null'] },
    failure: { type: ['string', 'null'] },
    last_contact: { type: ['string', 'null'], format: 'date-time' },
    problem: { type: ['string', 'null'] },
    applier: { enum: ['iproute2', 'networkd', null] },
  },
};

const request = object({
  url: text({ description: 'Address of the controller, like https://netloom.example.org.' }),
  shared_secret: text({ description: 'Shared secret of the organization that the box joins.' }),
  verify_tls: withDefault(
    boolean({ description: 'Whether the certificate of the controller is checked.' }),
    true,
  ),
  tags: withDefault(
    list(text({ pattern: /^[^\s,]{1,100}$/, fault: 'a tag has no spaces and commas' }), 50),
    [],
  ),
});

const longestSecret = 128;

/** Joining a fleet, leaving it, and how it stands. */
export const declareFleetOperations = (context: DeviceContext, fleet: Fleet): void => {
  declareOperation(context, {
    method: 'GET',
    path: '/fleet',
    tag,
    summary: 'Tell how the box stands with its fleet',
    access: 'box-or-token',
    answer: state,
    handle: () => fleet.state(),
  });

  declareOperation(context, {
    method: 'POST',
    path: '/fleet/join',
    tag,
    summary: 'Join the fleet of a controller',
    description:
      'Answers at once; `GET /fleet` tells how it goes on. Until the controller accepts the box, it asks again and again.',
    access: 'box-or-token',
    body: request,
    answer: state,
    errors: { 409: 'The box has joined a fleet already.' },
    handle: async ({ body }) => {
      const refuse = (field: string, message: string) =>
        detailError(422, [valueError(['body', field], message, null)]);
      try {
        parseControllerUrl(body.url);
      } catch (error) {
        throw refuse('url', (error as Error).message);
      }
      if (!/^[\x21-\x7e]+$/.test(body.shared_secret) || body.shared_secret.length > longestSecret)
        throw refuse('shared_secret', `a shared secret has 1 to ${longestSecret} characters, without spaces`);
      if (
        !(await fleet.join({
          url: body.url,
          sharedSecret: body.shared_secret,
          verifyTls: body.verify_tls,
          tags: body.tags,
        }))
      )
        throw detailError(409, 'The box has joined a fleet already: leave it first.');
      return fleet.state();
    },
  });

  declareOperation(context, {
    method: 'POST',
    path: '/fleet/leave',
    tag,
    summary: 'Leave the fleet',
    description: 'The configuration that runs stays as it is; the record on the controller stays, too.',
    access: 'box-or-token',
    answer: state,
    errors: { 409: 'The box has joined no fleet.' },
    handle: async () => {
      if (!(await fleet.leave())) throw detailError(409, 'The box has joined no fleet.');
      return fleet.state();
    },
  });

  declareOperation(context, {
    method: 'POST',
    path: '/fleet/poll',
    tag,
    summary: 'Ask the controller for a new configuration now',
    access: 'box-or-token',
    answer: state,
    errors: { 409: 'The box has joined no fleet.' },
    handle: () => {
      if (!fleet.poll()) throw detailError(409, 'The box has joined no fleet.');
      return fleet.state();
    },
  });
};
