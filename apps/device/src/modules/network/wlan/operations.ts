import type { DeviceContext } from '../../../platform/device-context.ts';
import { textError } from '../../../platform/http/answer-error.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import { integer, text, withDefault, type Schema } from '../../../platform/model/model.ts';
import { interfaceParameter } from '../interfaces/interface-parameter.ts';
import { busGone, isBusGone } from '../../../platform/bus/bus-gone.ts';
import { withServiceFailures } from '../with-service-failures.ts';
import { connectWlan, readConnection } from './connect.ts';
import { inTime } from './in-time.ts';
import { networkSetup } from './network-setup.ts';
import { revertInterface, revertRequest } from './revert.ts';
import { scanItemSchema } from './scan-item.ts';
import { createScan, scanTypes } from './scan.ts';
import { listSupplicantInterfaces, resolveInterface } from './supplicant.ts';

const maximumTimeoutSeconds = 120;

/** A little more than the longest connection takes; sockets that are silent are closed sooner otherwise. */
const longAnswerMs = (maximumTimeoutSeconds + 150) * 1000;

const unknownInterface = 'The interface is unknown, or cannot be looked after. Bare text.';
const noBus = 'There is no system bus. Bare text.';

const outcomeSchema: Schema = {
  type: 'object',
  properties: {
    status: {
      type: 'string',
      enum: ['connected', 'connection_lost', 'connection_timeout', 'connection_error', 'uninitialised'],
    },
    response: {
      type: 'object',
      properties: {
        selectErr: { type: 'string' },
        eventLog: {
          type: 'array',
          items: {
            type: 'object',
            properties: { event: { type: 'string' }, time: { type: 'string' } },
            required: ['event', 'time'],
          },
        },
      },
      required: ['selectErr', 'eventLog'],
    },
    connectedNet: scanItemSchema,
    input: { type: 'string', description: 'The SSID that was asked for.' },
  },
  required: ['status', 'response', 'connectedNet', 'input'],
};

/** `/network/wlan` (device service, section 3.7). */
export const declareWlanOperations = (context: DeviceContext): void => {
  const { bus, log, settings } = context;
  const scan = createScan(context);
  const shared = { tag: 'network', access: 'box-or-token' } as const;
  const timeout = withDefault(
    integer({ min: 0, max: maximumTimeoutSeconds, description: 'Seconds to wait at most; 0: the default.' }),
    settings.wlanTimeoutSeconds,
  );
  const milliseconds = (seconds: number): number => (seconds || settings.wlanTimeoutSeconds) * 1000;

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/wlan/getInterfaces',
    summary: 'List the interfaces that wpa_supplicant looks after',
    query: { timeout },
    answer: {
      type: 'object',
      properties: {
        interfaces: {
          type: 'array',
          items: {
            type: 'object',
            properties: { interface: { type: 'string' } },
            required: ['interface'],
          },
        },
      },
      required: ['interfaces'],
    },
    errors: { 500: 'wpa_supplicant does not answer. Bare text.', 503: noBus },
    handle: ({ query }) =>
      withServiceFailures(log, async () => {
        const names = await inTime(milliseconds(query.timeout), listSupplicantInterfaces(bus));
        return { interfaces: names.map((name) => ({ interface: name })) };
      }),
  });

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/wlan/scan',
    summary: 'Scan for networks',
    description: `Callers who ask for the same share one scan, whose result is given for ${settings.scanCacheSeconds} seconds. When the time is over the answer is what is known then, which may be nothing.`,
    query: {
      type: text({ description: 'active or passive.' }),
      interface: interfaceParameter(),
      timeout,
    },
    answer: {
      type: 'object',
      properties: { nets: { type: 'array', items: scanItemSchema } },
      required: ['nets'],
    },
    errors: { 400: `The kind of scan is unknown or refused. ${unknownInterface}`, 503: noBus },
    handle: async ({ query, request }) => {
      const word = query.type.trim().toLowerCase();
      const type = scanTypes.find((known) => known === word);
      if (type === undefined) throw textError(400, `${word} is not a valid scan type`);
      request.raw.socket.setTimeout(longAnswerMs);
      return { nets: await scan(type, query.interface, milliseconds(query.timeout)) };
    },
  });

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/wlan/getConnected',
    summary: 'Tell what network an interface is connected to',
    query: { interface: interfaceParameter(), timeout },
    answer: {
      type: 'object',
      properties: { connectedStatus: { type: 'boolean' }, connectedNet: scanItemSchema },
      required: ['connectedStatus'],
    },
    errors: { 400: unknownInterface, 500: 'wpa_supplicant does not answer.', 503: noBus },
    handle: async ({ query }) => {
      const ask = resolveInterface(context, query.interface).then((path) => readConnection(context, path));
      return inTime(milliseconds(query.timeout), ask).catch((error: unknown) => {
        throw isBusGone(error) ? busGone() : error;
      });
    },
  });

  for (const path of ['/network/wlan/set-dbus', '/network/wlan/set'])
    declareOperation(context, {
      ...shared,
      method: 'POST',
      path,
      summary: 'Connect to a network',
      description: 'A connection that does not come about is told in `status`, not by an error.',
      query: { timeout },
      body: networkSetup,
      answer: outcomeSchema,
      errors: { 400: unknownInterface, 503: noBus },
      handle: ({ query, body, request }) => {
        request.raw.socket.setTimeout(longAnswerMs);
        return connectWlan(context, body, milliseconds(query.timeout));
      },
    });

  declareOperation(context, {
    ...shared,
    method: 'POST',
    path: '/network/wlan/revert',
    summary: 'Bring an interface back from a network namespace',
    query: { timeout },
    body: revertRequest,
    answer: {
      type: 'object',
      properties: { success: { type: 'boolean' }, message: { type: 'string' } },
      required: ['success', 'message'],
    },
    errors: {
      400: 'There is no such namespace, or no such interface in it. Bare text.',
      500: 'The tool failed; the text tells what it said.',
    },
    handle: async ({ body }) => ({ success: true, message: await revertInterface(context, body) }),
  });
};
