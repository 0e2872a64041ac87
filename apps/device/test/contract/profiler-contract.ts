import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract, Stage } from './contract.ts';
import { missing, notANumber } from './problems.ts';
import { startWithPrograms, type ProgramStage } from './start-with-programs.ts';

const nameFile = ({ device }: Stage): string => {
  const file = join(device.folder, 'root/var/run/wlanpi-profiler.ssid');
  mkdirSync(dirname(file), { recursive: true });
  return file;
};
const start = ({ device }: Stage) => device.call('POST', '/profiler/start', {});
const stop = ({ device }: Stage) => device.call('POST', '/profiler/stop');

/** Section 3.9. */
export const profilerContract: Contract<ProgramStage> = {
  title: 'the profiler',
  start: () => startWithPrograms({ profiler: 'exec sleep 60' }),
  operations: [
    {
      operation: 'GET /profiler/status',
      success: {
        arrange: (stage) => writeFileSync(nameFile(stage), 'Profiler 1a2\n'),
        restore: (stage) => rmSync(nameFile(stage)),
        answer: { running: true, ssid: 'Profiler 1a2\n', passphrase: '12345678' },
      },
      errors: [
        {
          status: 500,
          when: 'when its file cannot be read',
          arrange: (stage) => mkdirSync(nameFile(stage)),
          restore: (stage) => rmSync(nameFile(stage), { recursive: true }),
          answer: 'Internal Server Error',
        },
      ],
    },
    {
      operation: 'POST /profiler/start',
      success: { body: {}, restore: stop, answer: { success: true } },
      errors: [
        {
          status: 200,
          when: 'without success when it runs already',
          body: {},
          arrange: start,
          restore: stop,
          answer: { success: false },
        },
        { status: 422, when: 'without a body', answer: { detail: [missing(['body'])] } },
        {
          status: 422,
          when: 'for a channel that is no number',
          body: { channel: 'x' },
          answer: { detail: [notANumber(['body', 'channel'], 'x')] },
        },
      ],
    },
    {
      operation: 'POST /profiler/stop',
      success: { arrange: start, answer: { success: true } },
      errors: [{ status: 200, when: 'without success when nothing runs', answer: { success: false } }],
    },
  ],
};
