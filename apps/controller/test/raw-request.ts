import { once } from 'node:events';
import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  /** The first line and the headers, as sent. */
  head: string;
  /** Lower-case names; of a header that comes twice the last value. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  text: string;
}

/** Sends a request as it is written here and reads everything until the server closes the connection. */
export const rawRequest = async (
  url: string,
  request: {
    method?: string;
    path: string;
    headers?: Readonly<Record<string, string>>;
    body?: string | Buffer;
  },
): Promise<RawAnswer> => {
  const { hostname, port, host } = new URL(url);
  const { method = 'GET', path, headers = {}, body = '' } = request;
  const sent = Buffer.from(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...(sent.length > 0 ? [`Content-Length: ${sent.length}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const socket = connect(Number(port), hostname);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.write(sent);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return parseAnswer(Buffer.concat(chunks));
};

const parseAnswer = (bytes: Buffer): RawAnswer => {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = bytes.subarray(end + 4);
  return { status: Number(first.split(' ')[1]), head, headers, body, text: body.toString() };
};
