import { chmod } from 'node:fs/promises';
import { get, type ClientRequest } from 'node:http';
import { waitFor } from '@netloom/server-kit/testing';
import type { Case, Contract } from './contract.ts';
import { missing, notAllowed, notANumber, tooLarge, tooSmall } from './problems.ts';
import { startWithPrograms, whileProgram, type ProgramStage } from './start-with-programs.ts';

interface CaptureStage extends ProgramStage {
  /** Captures that were begun by the case and go on. */
  running: ClientRequest[];
}

const path = '/streaming/capture-file';
/** The first bytes of every pcapng file. */
const magic = '\n\r\r\n';

/**
 * Stands for dumpcap: of `eth0` it captures how it was called, in two pieces; of `busy0` it captures until it is
 * ended; all others it cannot capture.
 */
const dumpcap = `
case "$2" in
  eth0) printf '\\n\\r\\r\\n'; sleep 0.05; printf '%s' "$*" ;;
  busy0) printf '\\n\\r\\r\\n'; exec sleep 60 ;;
  *) echo "The capture session could not be initiated on interface '$2' (No such device exists)." >&2; exit 1 ;;
esac`;

/** Begins a capture that goes on until its connection is closed. */
const begin = async ({ device, running }: CaptureStage): Promise<void> => {
  const headers = { 'x-real-ip': '192.0.2.9', authorization: `Bearer ${await device.token()}` };
  await new Promise<void>((resolve, reject) => {
    const options = { headers, agent: false };
    const call = get(`${device.url}/api/v1${path}?interface=busy0`, options, (answer) => {
      answer.resume();
      if (answer.statusCode === 200) resolve();
      else reject(new Error(`the capture was answered ${answer.statusCode}`));
    });
    call.on('error', reject);
    running.push(call);
  });
};

const endAll = async ({ device, running }: CaptureStage): Promise<void> => {
  for (const call of running.splice(0)) call.destroy();
  await waitFor('there is room for a capture', async () => {
    const { status } = await device.call('GET', `${path}?interface=eth0`);
    return status === 200;
  });
};

const captured = (args: string) => ({
  answer: `${magic}${args} -a filesize:51200 -w -`,
  type: 'application/x-pcapng',
});

const wrong = (when: string, query: string, problem: object): Case<CaptureStage> => ({
  status: 422,
  when,
  path: `${path}${query}`,
  answer: { detail: [problem] },
});
const noName = (input: string) =>
  notAllowed(['query', 'interface'], 'not a name of a network interface', input);

/** The capture of a limited time. */
export const captureFileContract: Contract<CaptureStage> = {
  title: 'a capture as a file',
  start: async () => {
    const stage = await startWithPrograms({ dumpcap });
    return { ...stage, running: [] };
  },
  operations: [
    {
      operation: `GET ${path}`,
      success: {
        path: `${path}?interface=eth0&seconds=300&filter=port+53`,
        ...captured('-i eth0 -f port 53 -q -a duration:300'),
      },
      errors: [
        {
          status: 200,
          when: 'with a capture of ten seconds, when nothing else is said',
          path: `${path}?interface=eth0&filter=`,
          ...captured('-i eth0 -q -a duration:10'),
        },
        {
          status: 400,
          when: 'with the words of dumpcap, when it cannot capture',
          path: `${path}?interface=nosuch0`,
          answer:
            "The capture session could not be initiated on interface 'nosuch0' (No such device exists).",
        },
        {
          status: 400,
          when: 'when dumpcap ends without a word',
          ...whileProgram('dumpcap', 'exit 0'),
          path: `${path}?interface=eth0`,
          answer: 'The capture cannot be made',
        },
        wrong('without an interface', '', missing(['query', 'interface'])),
        wrong('for an option as an interface', '?interface=-w', noName('-w')),
        wrong('for an empty interface', '?interface=', noName('')),
        wrong(
          'for a time that is no number',
          '?interface=eth0&seconds=ten',
          notANumber(['query', 'seconds'], 'ten'),
        ),
        wrong('for no time', '?interface=eth0&seconds=0', tooSmall(['query', 'seconds'], 1, '0')),
        wrong(
          'for a time that is too long',
          '?interface=eth0&seconds=301',
          tooLarge(['query', 'seconds'], 300, '301'),
        ),
        wrong(
          'for a filter that is too long',
          `?interface=eth0&filter=${'x'.repeat(2001)}`,
          notAllowed(['query', 'filter'], 'a filter has up to 2000 characters', 'x'.repeat(2001)),
        ),
        {
          status: 503,
          when: 'while as many captures run as may',
          arrange: (stage) => Promise.all(Array.from({ length: 4 }, () => begin(stage))),
          restore: endAll,
          path: `${path}?interface=eth0`,
          answer: 'Too many captures are running',
        },
        {
          status: 503,
          when: 'without dumpcap',
          ...whileProgram('dumpcap', undefined),
          path: `${path}?interface=eth0`,
          answer: 'dumpcap is not installed',
        },
        {
          status: 503,
          when: 'when dumpcap may not be started',
          arrange: ({ device }) => chmod(device.context.settings.dumpcap, 0o644),
          restore: ({ device }) => chmod(device.context.settings.dumpcap, 0o755),
          path: `${path}?interface=eth0`,
          answer: 'dumpcap cannot be started: EACCES',
        },
      ],
    },
  ],
};
