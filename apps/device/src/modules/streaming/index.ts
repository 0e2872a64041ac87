import websocket from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { listIwInterfaces } from '../../adapters/iw-dev.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { AnswerError, detailError } from '../../platform/http/answer-error.ts';
import { apiPrefix } from '../../platform/http/operation.ts';
import { defineModule } from '../../platform/module.ts';
import { declareCaptureFile } from './capture-file.ts';
import { createCaptureSession } from './capture-session.ts';
import { parseChannels } from './parse-channels.ts';

const mostSessions = 8;
const mostMessageBytes = 65_536;
const mostBufferedBytes = 1_048_576;
const pingMs = 30_000;

/** The live capture of packets over a WebSocket. */
export const streamingModule = defineModule({
  name: 'streaming',
  register: async (context) => {
    const { http, settings } = context;
    const sockets = new Set<WebSocket>();
    declareCaptureFile(context);
    await http.register(websocket, { options: { maxPayload: mostMessageBytes } });

    await http.register(async (scope) => {
      scope.route({
        method: 'GET',
        url: `${apiPrefix}/streaming/capture`,
        config: { unlimited: true },
        preValidation: async (request) => {
          if (!request.ws) return;
          if (!settings.openCapture) await checkUpgrade(context, request);
          if (sockets.size >= mostSessions) throw detailError(503, 'Too many captures are running');
        },
        handler: () => {
          throw detailError(404, 'Not Found');
        },
        wsHandler: (socket) => serveCapture(context, socket, sockets),
      });
    });

    const timer = setInterval(() => {
      for (const socket of sockets) socket.ping();
    }, pingMs).unref();
    return {
      stop: () => {
        clearInterval(timer);
        for (const socket of sockets) socket.close(1001, 'the service stops');
      },
    };
  },
});

/** The upgrade is a GET, signed or with a token; browsers can give the token only in the query. */
const checkUpgrade = async (context: DeviceContext, request: FastifyRequest): Promise<void> => {
  const { token } = request.query as { token?: string };
  try {
    await context.access.check({
      request,
      access: 'box-or-token',
      body: new Uint8Array(),
      ...(token === undefined ? {} : { token }),
    });
  } catch (error) {
    // There is no other refusal of an upgrade than a plain answer.
    if (error instanceof AnswerError && error.status === 403) throw detailError(401, 'Unauthorized');
    throw error;
  }
};

const serveCapture = (context: DeviceContext, socket: WebSocket, sockets: Set<WebSocket>): void => {
  const { settings, privileged, log } = context;
  sockets.add(socket);
  const session = createCaptureSession({
    dumpcap: settings.dumpcap,
    tune: async (name, { frequency, width }, centre) => {
      await privileged.perform('channel-set', { name, frequency, width, centre });
    },
    frequencies: () => supportedFrequencies(context),
    tell: (event) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(event));
    },
    send: async (frame) => {
      if (socket.readyState !== socket.OPEN) return;
      // Also called when the socket is closed before that.
      const sent = new Promise<void>((resolve) => socket.send(frame, { binary: true }, () => resolve()));
      if (socket.bufferedAmount > mostBufferedBytes) await sent;
    },
    hangUp: () => socket.close(1003, 'not a command'),
  });
  const fail = (error: unknown): void => log.error({ err: error }, 'a capture command failed');
  socket.on('message', (data, isBinary) => {
    (isBinary ? session.refuse() : session.receive((data as Buffer).toString('utf8'))).catch(fail);
  });
  socket.on('close', () => {
    sockets.delete(socket);
    session.end().catch(fail);
  });
  socket.on('error', () => socket.terminate());
};

/** Of each monitor interface `wlanpi<N>` the frequencies that its radio `phy<N>` may use. */
const supportedFrequencies = async ({
  run,
  settings,
}: DeviceContext): Promise<Record<string, readonly number[]>> => {
  const interfaces = await listIwInterfaces(run, settings.iw);
  const found = await Promise.all(
    interfaces.flatMap(({ name }) => {
      const [, number] = /^wlanpi(\d+)$/.exec(name) ?? [];
      if (number === undefined) return [];
      return [
        run([settings.iw, 'phy', `phy${number}`, 'channels']).then(
          ({ stdout }) => [name, parseChannels(stdout)] as const,
          () => [name, []] as const,
        ),
      ];
    }),
  );
  return Object.fromEntries(found);
};
