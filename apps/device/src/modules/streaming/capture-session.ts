import { interfaceName } from '../../platform/interface-name.ts';
import { captureEvent, type CaptureEvent } from './capture-event.ts';
import { startCapture, type CaptureProcess } from './capture-process.ts';
import { hopChannels, setChannel, type Tune } from './channel-hopper.ts';
import { mostInterfaces, readChannelPlans, type ChannelPlan } from './channel-plan.ts';

const longestFilter = 2000;

export interface CaptureSessionOptions {
  dumpcap: string;
  tune: Tune;
  frequencies: () => Promise<Readonly<Record<string, readonly number[]>>>;
  tell: (event: CaptureEvent) => void;
  send: (frame: Uint8Array) => Promise<void>;
  /** Ends the connection, for a client that does not speak the protocol. */
  hangUp: () => void;
}

/** One client of the capture stream: its plans, and its capture while one runs. */
export interface CaptureSession {
  /** A text frame. */
  receive(text: string): Promise<void>;
  /** Stops everything. */
  end(): Promise<void>;
  /** What is no text, or no object: the peer stops and hangs up. */
  refuse(): Promise<void>;
}

/** Begins with no plans and no capture. */
export const createCaptureSession = (options: CaptureSessionOptions): CaptureSession => {
  const { tell } = options;
  const plans = new Map<string, ChannelPlan>();
  let running: { capture: CaptureProcess; hoppers: AbortController } | undefined;
  let last: Promise<void> = Promise.resolve();

  const stop = async (): Promise<void> => {
    const stopping = running;
    running = undefined;
    stopping?.hoppers.abort();
    await stopping?.capture.stop();
  };

  const start = async (command: Record<string, unknown>): Promise<void> => {
    const wanted = readStart(command);
    if (typeof wanted === 'string') return tell(captureEvent('error', 'CAPTURE_START_FAILED', wanted));
    await stop();
    for (const name of wanted.interfaces) {
      const first = plans.get(name)?.channels[0];
      if (!plans.has(name)) tell(captureEvent('error', 'CONFIG_MISSING', `No config for: ${name}`));
      else if (first) await setChannel(name, first, options.tune, tell);
    }
    try {
      const capture = await startCapture({ program: options.dumpcap, ...wanted, send: options.send });
      const hoppers = new AbortController();
      const current = { capture, hoppers };
      running = current;
      void capture.ended.then(({ exitCode, said }) => {
        if (running !== current) return;
        running = undefined;
        hoppers.abort();
        if (exitCode !== 0)
          tell(
            captureEvent(
              'error',
              'CAPTURE_STREAM_ERROR',
              said || `dumpcap ended with ${exitCode ?? 'a signal'}`,
            ),
          );
        tell(captureEvent('status', 'CAPTURE_ENDED', 'Capture ended'));
      });
      for (const name of wanted.interfaces) {
        const plan = plans.get(name);
        if (plan && plan.channels.length > 1)
          void hopChannels(name, plan, options.tune, tell, hoppers.signal);
      }
      tell(captureEvent('status', 'CAPTURE_STARTED', `Started capture on ${wanted.interfaces.join(', ')}`));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === 'ENOENT' ? 'dumpcap is not installed' : message;
      tell(captureEvent('error', 'CAPTURE_START_FAILED', why));
    }
  };

  const configure = (command: Record<string, unknown>): void => {
    const read = readChannelPlans(command['interfaces']);
    if (typeof read === 'string') return tell(captureEvent('error', 'CONFIG_INVALID', read));
    const names = new Set([...plans.keys(), ...read.keys()]);
    if (names.size > mostInterfaces)
      return tell(
        captureEvent('error', 'CONFIG_INVALID', `at most ${mostInterfaces} interfaces can be configured`),
      );
    for (const [name, plan] of read) plans.set(name, plan);
    tell(captureEvent('config', 'CONFIG_APPLIED', `Configured: ${[...read.keys()].join(', ')}`));
  };

  const tellStopped = async (): Promise<void> => {
    await stop();
    tell(captureEvent('status', 'CAPTURE_STOPPED', 'Capture stopped'));
  };

  const carryOut = async (command: Record<string, unknown>): Promise<void> => {
    switch (command['command']) {
      case 'get_supported_frequencies':
        try {
          tell(captureEvent('frequencies', 'SUPPORTED_FREQUENCIES', await options.frequencies()));
        } catch (error) {
          tell(captureEvent('error', 'FREQ_FETCH_FAILED', (error as Error).message));
        }
        return;
      case 'configure':
        return configure(command);
      case 'start':
        return start(command);
      case 'stop':
        return tellStopped();
      default: {
        const { command: word } = command;
        const shown = typeof word === 'string' ? word.slice(0, 100) : 'None';
        tell(captureEvent('error', 'UNKNOWN_COMMAND', `Unsupported command: ${shown}`));
      }
    }
  };

  const refuse = async (): Promise<void> => {
    await tellStopped();
    options.hangUp();
  };

  const handle = async (text: string): Promise<void> => {
    let command: unknown;
    try {
      command = JSON.parse(text);
    } catch {
      return tell(captureEvent('error', 'INVALID_JSON', 'The message is not JSON'));
    }
    if (typeof command !== 'object' || command === null || Array.isArray(command)) return refuse();
    await carryOut(command as Record<string, unknown>);
  };

  /** Commands are carried out in the order in which they came. */
  const inTurn = (task: () => Promise<void>): Promise<void> => (last = last.then(task, task));

  return {
    receive: (text) => inTurn(() => handle(text)),
    refuse: () => inTurn(refuse),
    end: () => inTurn(stop),
  };
};

interface Start {
  interfaces: readonly string[];
  filter: string | undefined;
}

/** Reads a `start` command, or says what is wrong. */
const readStart = (command: Record<string, unknown>): Start | string => {
  const { interfaces, pcap_filter: filter } = command;
  if (!Array.isArray(interfaces) || interfaces.length === 0)
    return 'interfaces must name at least one interface';
  if (interfaces.length > mostInterfaces) return `at most ${mostInterfaces} interfaces can be captured`;
  const wrong: unknown = interfaces.find((name) => typeof name !== 'string' || !interfaceName.test(name));
  if (wrong !== undefined) return `${String(wrong).slice(0, 40)} is not a name of a network interface`;
  if (
    filter !== undefined &&
    filter !== null &&
    (typeof filter !== 'string' || filter.length > longestFilter)
  )
    return `pcap_filter must be a text of up to ${longestFilter} characters`;
  return {
    interfaces: [...new Set(interfaces as string[])],
    filter: typeof filter === 'string' && filter.trim() !== '' ? filter : undefined,
  };
};
