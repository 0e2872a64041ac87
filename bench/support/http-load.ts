import { connect, type Socket } from 'node:net';

/** What one round of load measured. Latencies in milliseconds. */
export interface LoadResult {
  requests: number;
  failures: number;
  seconds: number;
  /** Milliseconds, unsorted. */
  latencies: number[];
}

/**
 * Sends prepared GET requests over keep-alive connections as fast as they are answered, one at a time on each. Works
 * on bare sockets: a full HTTP client would itself be the bottleneck and flatter the slower server.
 * A request counts as failed unless its status is 200.
 */
export const loadHttp = async (options: {
  port: number;
  connections: number;
  seconds: number;
  /** Paths to ask for, in turn. */
  paths: readonly string[];
  /** Value of the `Authorization` header. */
  authorization?: string;
  /** Further headers. */
  headers?: Readonly<Record<string, string>>;
}): Promise<LoadResult> => {
  const authorization = options.authorization ? `Authorization: ${options.authorization}\r\n` : '';
  const more = Object.entries(options.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = options.paths.map((path) =>
    Buffer.from(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n${authorization}${more.join('')}\r\n`,
    ),
  );
  const latencies: number[] = [];
  let failures = 0;
  let next = 0;
  const started = performance.now();
  const ends = started + options.seconds * 1000;

  const drive = (socket: Socket): Promise<void> =>
    new Promise((resolve, reject) => {
      let sent = 0;
      let buffered = '';
      const send = (): void => {
        if (performance.now() >= ends) {
          socket.end();
          return resolve();
        }
        const request = requests[next++ % requests.length];
        if (!request) throw new Error('no paths to ask for');
        sent = performance.now();
        socket.write(request);
      };
      socket.on('data', (chunk: Buffer) => {
        buffered += chunk.toString('latin1');
        const headEnd = buffered.indexOf('\r\n\r\n');
        if (headEnd < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(buffered.slice(0, headEnd))?.[1] ?? 0);
        if (buffered.length < headEnd + 4 + length) return;
        latencies.push(performance.now() - sent);
        if (!buffered.startsWith('HTTP/1.1 200')) failures++;
        buffered = '';
        send();
      });
      socket.on('error', reject);
      socket.on('connect', send);
    });

  await Promise.all(
    Array.from({ length: options.connections }, () =>
      drive(connect({ port: options.port, host: '127.0.0.1', noDelay: true })),
    ),
  );
  return { requests: latencies.length, failures, seconds: (performance.now() - started) / 1000, latencies };
};

/** The value below which a part (0 to 1) of the numbers lies. Sorts the list in place. */
export const quantile = (numbers: number[], part: number): number => {
  numbers.sort((a, b) => a - b);
  return numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? Number.NaN;
};

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
