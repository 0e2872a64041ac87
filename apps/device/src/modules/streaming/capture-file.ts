import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { DeviceContext } from '../../platform/device-context.ts';
import { textError } from '../../platform/http/answer-error.ts';
import { Download } from '../../platform/http/download.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { interfaceName } from '../../platform/interface-name.ts';
import { integer, optional, text, withDefault } from '../../platform/model/model.ts';

const longestSeconds = 300;
const mostKilobytes = 51_200;
const mostAtOnce = 4;

/** A capture of a limited time as a file, for clients that want no stream. */
export const declareCaptureFile = (context: DeviceContext): void => {
  const { settings, clock } = context;
  let running = 0;
  declareOperation(context, {
    method: 'GET',
    path: '/streaming/capture-file',
    tag: 'streaming',
    summary: 'Capture packets for some seconds, as a pcapng file',
    description: `At most ${mostKilobytes / 1024} MB. The answer begins with the capture and ends with it; closing the connection ends the capture.`,
    access: 'box-or-token',
    query: {
      interface: text({ pattern: interfaceName, fault: 'not a name of a network interface' }),
      seconds: withDefault(integer({ min: 1, max: longestSeconds }), 10),
      filter: optional(text({ pattern: /^[^\0]{0,2000}$/, fault: 'a filter has up to 2000 characters' })),
    },
    answer: { type: 'string', contentMediaType: 'application/x-pcapng' },
    answerType: 'application/x-pcapng',
    errors: {
      400: 'The capture cannot be made. Bare text.',
      503: 'Too many captures run, or dumpcap is not installed.',
    },
    handle: async ({ query, request }) => {
      if (running >= mostAtOnce) throw textError(503, 'Too many captures are running');
      const { interface: name, seconds, filter } = query;
      running++;
      const child = spawn(
        settings.dumpcap,
        [
          '-i',
          name,
          ...(filter === undefined || filter.trim() === '' ? [] : ['-f', filter]),
          '-q',
          '-a',
          `duration:${seconds}`,
          '-a',
          `filesize:${mostKilobytes}`,
          '-w',
          '-',
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const ended = once(child, 'close').then(
        () => undefined,
        () => undefined,
      );
      // The request itself is over as soon as it has been read.
      const { socket } = request.raw;
      const kill = () => void child.kill();
      socket.once('close', kill);
      void ended.then(() => {
        running--;
        socket.off('close', kill);
      });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-1000)));
      // Whether the capture can be made is told by its first bytes: then the answer may begin.
      const [first] = (await Promise.race([once(child.stdout, 'data'), once(child, 'close')]).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') throw textError(503, 'dumpcap is not installed');
          throw textError(503, `dumpcap cannot be started: ${error.code ?? 'unknown'}`);
        },
      )) as [unknown];
      if (!(first instanceof Uint8Array)) throw textError(400, said.trim() || 'The capture cannot be made');
      const stream = new PassThrough();
      stream.write(first);
      child.stdout.pipe(stream);
      const time = clock().toISOString().slice(0, 19).replaceAll(':', '-');
      return new Download(stream, 'application/x-pcapng', `${name}-${time}.pcapng`);
    },
  });
};
