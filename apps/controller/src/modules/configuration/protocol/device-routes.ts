import { HttpError } from '@netloom/server-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { ClientAddress } from '../addresses/client-address.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { controllerHeader, plain, sendAnswer, type Answer } from './answer.ts';
import { createAuthenticateDevice, type ServedDevice } from './authenticate-device.ts';
import { describeOperation, type DeviceOperation } from './describe-operation.ts';
import { downloadConfig } from './download-config.ts';
import { readManagementIp, readParameters, type Parameters } from './parameters.ts';
import { recordPoll } from './poll.ts';
import { createRegisterDevice } from './register-device.ts';
import { reportStatus } from './report-status.ts';
import { updateInfo } from './update-info.ts';

/** Largest body of a device's request, in bytes; the agent sends a few kilobytes. */
const bodyLimit = 65_536;
const allMethods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

interface DeviceCall {
  parameters: Parameters;
  address: string | null;
}

/**
 * The device protocol over HTTP: reads a request, calls the rule, answers. The agent calls the shorter paths, both
 * families answer alike. Every answer carries the controller's header, because an agent that misses it gives up.
 */
export const registerDeviceRoutes = async (
  http: FastifyInstance,
  context: ConfigurationContext,
  clientAddress: ClientAddress,
): Promise<void> => {
  await http.register(async (scope) => {
    // Set on the answer below the framework, which would write the name in lower case: scripts search for this one.
    scope.addHook('onRequest', async (_request, reply) => void reply.raw.setHeader(controllerHeader, 'true'));
    readForms(scope);
    const register = createRegisterDevice(context);
    const authenticate = createAuthenticateDevice({ index: context.index, log: context.log });

    const answer = (run: (call: DeviceCall, id: string) => Promise<Answer>) => {
      return async (request: FastifyRequest, reply: FastifyReply) => {
        const { id = '' } = request.params as { id?: string };
        const call = {
          parameters: await parametersOf(request),
          address: clientAddress(
            request.socket.remoteAddress,
            request.headers['x-forwarded-for'] as string | undefined,
          ),
        };
        return sendAnswer(reply, await run(call, id));
      };
    };
    const withDevice = (run: (device: ServedDevice, call: DeviceCall) => Promise<Answer>) =>
      answer(async (call, id) => {
        const caller = await authenticate(id, call.parameters('key'), call.address);
        return 'refused' in caller ? caller.refused : run(caller.device, call);
      });
    const managementIpOf = ({ parameters }: DeviceCall) => readManagementIp(parameters('management_ip'));

    const operations: Record<
      DeviceOperation,
      { method: 'GET' | 'POST'; handler: ReturnType<typeof answer> }
    > = {
      register: {
        method: 'POST',
        handler: answer(({ parameters, address }) => register(parameters, address)),
      },
      checksum: {
        method: 'GET',
        handler: withDevice(async (device, call) => ({
          status: 200,
          contentType: 'text/plain',
          body: recordPoll(context, device, call.address, managementIpOf(call)),
        })),
      },
      'download-config': {
        method: 'GET',
        handler: withDevice((device, call) =>
          downloadConfig(context, device, { address: call.address, managementIp: managementIpOf(call) }),
        ),
      },
      'update-info': {
        method: 'POST',
        handler: withDevice((device, { parameters }) => updateInfo(context, device, parameters)),
      },
      'report-status': {
        method: 'POST',
        handler: withDevice((device, { parameters }) => reportStatus(context, device, parameters)),
      },
    };
    for (const [operation, { method, handler }] of Object.entries(operations) as [
      DeviceOperation,
      (typeof operations)[DeviceOperation],
    ][]) {
      const allowed: HTTPMethods[] = method === 'GET' ? ['GET', 'HEAD'] : ['POST'];
      const refusal = plain(405, 'error: method not allowed\n', { Allow: allowed.join(', ') });
      for (const paths of ['legacy', 'current'] as const) {
        const url = `/controller/${paths === 'legacy' ? '' : 'device/'}${operation}/${operation === 'register' ? '' : ':id/'}`;
        const schema = describeOperation(operation, paths);
        scope.route({ method, url, schema, bodyLimit, handler, exposeHeadRoute: method === 'GET' });
        scope.route({
          method: allMethods.filter((other) => !allowed.includes(other)),
          url,
          schema: { hide: true },
          bodyLimit,
          handler: async (_request, reply) => sendAnswer(reply, refusal),
        });
      }
    }
  });
};

/** Forms are read by the rules of this protocol; a body of any other kind holds no parameter. */
const readForms = (scope: FastifyInstance): void => {
  scope.removeContentTypeParser(['application/x-www-form-urlencoded', 'application/json', 'text/plain']);
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, body),
  );
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit }, (_request, _body, done) =>
    done(null, ''),
  );
};

const parametersOf = async (request: FastifyRequest): Promise<Parameters> => {
  if (request.method !== 'POST') return readParameters(request.url.split('?')[1] ?? '');
  if (request.isMultipart()) return readMultipart(request);
  return readParameters(typeof request.body === 'string' ? request.body : '');
};

/** @throws HttpError 400 for a body that cannot be read, 413 for one that is too large. */
const readMultipart = async (request: FastifyRequest): Promise<Parameters> => {
  const values = new Map<string, string>();
  const limits = {
    fields: 50,
    fieldSize: bodyLimit,
    fieldNameSize: 100,
    files: 5,
    fileSize: bodyLimit,
    parts: 50,
  };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') values.set(part.fieldname, String(part.value));
      else part.file.resume();
    }
  } catch (error) {
    // The parser's own limits have a status, what it cannot make sense of has none.
    if ((error as { statusCode?: number }).statusCode !== undefined) throw error;
    throw new HttpError(400, { detail: 'The multipart body cannot be read.' });
  }
  return (name) => values.get(name);
};
